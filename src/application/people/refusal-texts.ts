/** How the desk refuses in matters of people, beside what is said in the house's common table of refusals. */
export const peopleRefusals = {
  IDEMPOTENCY_KEY_REQUIRED: { zh: '缺少幂等键。', en: 'An idempotency key is missing.', meaning: 'The key is empty.' },
  USER_NAME_INVALID: {
    zh: '用户名“{userName}”不符合要求：2至64个字，字母、数字、汉字及 . _ @ -，以字母、数字或汉字开头。',
    en: 'The user name "{userName}" is not valid: 2 to 64 letters, digits, Chinese characters and . _ @ -, beginning with a letter or digit.',
    meaning: 'User names are compared in lower case.',
  },
  DISPLAY_NAME_EMPTY: { zh: '请填写姓名。', en: 'Please give the person’s name.', meaning: 'The display name is empty.' },
  EMAIL_INVALID: {
    zh: '邮箱地址不正确。',
    en: 'This is not an e-mail address.',
    meaning: 'One address, name@host, at most 254 characters. It is not repeated, because it is personal.',
  },
  NAMESAKE_EXISTS: {
    zh: '已有姓名为“{displayName}”的账号（{userNames}）。一人一号；如确为同名的另一人，请确认。',
    en: 'There is an account for somebody called "{displayName}" ({userNames}). One person has one account; confirm that this is another person.',
    meaning: 'Repeat with `namesake: true` and a new key when it is another person of that name.',
  },
  IDENTITY_TAKEN: {
    zh: '该统一身份已绑定另一个账号。',
    en: 'This identity of the provider belongs to another account.',
    meaning: 'Issuer and subject name one account.',
  },
  NO_PASSWORD: {
    zh: '该账号通过统一身份认证登录，没有本地密码。',
    en: 'This account signs in through an identity provider and has no password here.',
    meaning: 'Passwords are changed with the provider.',
  },
  PASSWORD_WRONG: { zh: '原密码不正确。', en: 'The present password is wrong.', meaning: 'Counts as a failed sign-in.' },
  ROLE_SCOPE_INVALID: {
    zh: '角色“{role}”须指定：{scopes}。',
    en: 'The role "{role}" names exactly one of: {scopes}.',
    meaning: 'A role names a unit, a campaign, or nothing; see the permission table.',
  },
  ROLE_ALREADY_HELD: {
    zh: '该人员在此期间已有此角色。',
    en: 'The person holds this role already in that period.',
    meaning: '`data.membershipId` is the one in the way.',
  },
  ROLE_ALREADY_ENDED: {
    zh: '该角色已于 {validTo} 终止。',
    en: 'This role ended on {validTo}.',
    meaning: 'Ending it later would be granting it again.',
  },
  ROLE_FOR_ONESELF: { zh: '不能给自己授予角色。', en: 'Nobody grants a role to themselves.', meaning: 'Ask another administrator or coordinator.' },
  PERIOD_INVALID: {
    zh: '起止日期有误：{problem}',
    en: 'The dates are not valid: {problem}',
    meaning: 'No dates, the end not after the beginning, or before today.',
  },
  SUBSTITUTE_IS_ABSENT_PERSON: {
    zh: '不能由本人代理本人。',
    en: 'Nobody stands in for themselves.',
    meaning: 'Substitute and absent person are one.',
  },
  SUBSTITUTION_CYCLE: {
    zh: '代理关系形成循环：{people}。',
    en: 'The substitutions would go in a circle: {people}.',
    meaning: 'On some day of the period the substitute is, through others, stood in for by the absent person.',
  },
  SUBSTITUTION_ENDED: { zh: '该代理已结束。', en: 'This substitution has ended already.', meaning: 'Nothing to end.' },
} as const;
