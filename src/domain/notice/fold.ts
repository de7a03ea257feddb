/**
 * Folding: one character for one, so that a position in the folded text is the same position in the notice.
 *
 * Full-width forms become half-width, every kind of bracket becomes ( ), every dash -, every blank a space, and traditional
 * characters their simplified ones. Grammars are written once, against the folded text; what is printed comes from the original.
 */

const TRADITIONAL =
  '關于機構單位責任區縣鄉鎮鄰辦發號務實際開專項動員總結驗擴鞏壓緊協調織導組長領黨團會議員監督檢測執農業財環態應急護衛醫藥療產營業網絡電絡資證書標準據數統計報送時間階級層級' +
  '齊濟貿經場廣東寧蘇吉黑龍鐵運輸橋樑築規劃設計築質檔監誌記錄類別傳達貫徹學習強調進審驗衝擊嚴厲處罰訴訟爭議權義務舉聯繫絡係員確認關係態勢問題風險隱患點線條華國際萬與專從個們來' +
  '為對將無違禁獎勵賬戶銀兩億園園圖書館館體檢查獲現場車輛駕駛員術訓練劃轉變貨幣價農戶歲歷屆內範圍圍繞雙隨機給終減輕離遠適選遞還邊過達遷運遲準備倉儲庫廠濫濾滅災燈燒爐獨獵環療盜盡眾礦確種稱穩競筆節簡糧紀約級純納紙細終絕維綱綠編緩續罰職聽腦臨興艦藝蘭虛蟲補裝見視覽觸訂討記許訴評詞試話該詳語誤說請論證譜識議護讀變讓負貢貧貨貫費貿賀賓賞賠購贈輕載輯輸轄邏鄭釀釋針鈔鋼錯鍵鎮鐘鑒門閉開閒間隊陽陰陳陸際隨難雲靈靜響頁頂項順須預領頭顧願類顯飛飯飲館馬駐驅驗魚鮮鳥鹽麥齡龐龍徵準於' +
  '牽啟養餘廳綜廢歸舊參雜塵礎盤糾績銷鍋壞傷賽賣買販壽暫斷繼滿潔漁溫濕灣瀆煙熱愛憑懲懷戰擔擇換撥掃損搶擾攔敗敵異當畫疊發碼積穫窮竊籌簽緣綁縮繳繪羅聞聲腸膚膠臺葉蔣薦藍複覺覓親觀訪誇謀講謝豐貴貼賊賴贓趙趨軍軟較輔輪辭連週遊遺郵鄧醜醬釣鉛銅鋪鏈閃閱闊闖陣隸雞霧頓頻額飼飽騎騙鬥鬧麗黃審協導層歷區';
const SIMPLIFIED =
  '关于机构单位责任区县乡镇邻办发号务实际开专项动员总结验扩巩压紧协调织导组长领党团会议员监督检测执农业财环态应急护卫医药疗产营业网络电络资证书标准据数统计报送时间阶级层级' +
  '齐济贸经场广东宁苏吉黑龙铁运输桥梁筑规划设计筑质档监志记录类别传达贯彻学习强调进审验冲击严厉处罚诉讼争议权义务举联系络系员确认关系态势问题风险隐患点线条华国际万与专从个们来' +
  '为对将无违禁奖励账户银两亿园园图书馆馆体检查获现场车辆驾驶员术训练划转变货币价农户岁历届内范围围绕双随机给终减轻离远适选递还边过达迁运迟准备仓储库厂滥滤灭灾灯烧炉独猎环疗盗尽众矿确种称稳竞笔节简粮纪约级纯纳纸细终绝维纲绿编缓续罚职听脑临兴舰艺兰虚虫补装见视览触订讨记许诉评词试话该详语误说请论证谱识议护读变让负贡贫货贯费贸贺宾赏赔购赠轻载辑输辖逻郑酿释针钞钢错键镇钟鉴门闭开闲间队阳阴陈陆际随难云灵静响页顶项顺须预领头顾愿类显飞饭饮馆马驻驱验鱼鲜鸟盐麦龄庞龙征准于' +
  '牵启养余厅综废归旧参杂尘础盘纠绩销锅坏伤赛卖买贩寿暂断继满洁渔温湿湾渎烟热爱凭惩怀战担择换拨扫损抢扰拦败敌异当画叠发码积获穷窃筹签缘绑缩缴绘罗闻声肠肤胶台叶蒋荐蓝复觉觅亲观访夸谋讲谢丰贵贴贼赖赃赵趋军软较辅轮辞连周游遗邮邓丑酱钓铅铜铺链闪阅阔闯阵隶鸡雾顿频额饲饱骑骗斗闹丽黄审协导层历区';

const table = new Map<number, number>();
const fold = (from: string, to: string): void => {
  const target = Array.from(to);
  Array.from(from).forEach((c, i) => table.set(c.charCodeAt(0), (target[i] ?? target[target.length - 1] ?? c).charCodeAt(0)));
};
fold(TRADITIONAL, SIMPLIFIED);
fold('[【〔［{｛〖﹝', '(');
fold(']】〕］}｝〗﹞', ')');
fold('—–―─－﹣‐‑‒~～〜∼━', '-');
fold('\u3000\u00a0\t\r\v\u2002\u2003\u2009\ufeff\u200b\u200c\u200d\u00ad*`', ' ');
fold('\f\u2028\u2029\u0085', '\n');
fold('∶︰﹕', ':');
fold('﹐', ',');
fold('﹔', ';');
fold('﹒', '.');
fold('○◯', '〇');

const foldOne = (code: number): number => {
  const known = table.get(code);
  if (known !== undefined) return known;
  return code > 0xff00 && code < 0xff5f ? code - 0xfee0 : code;
};

/** The folded text: same length in UTF-16 code units as the notice. */
export const foldText = (original: string): string => {
  const parts: string[] = [];
  const buffer: number[] = [];
  for (let i = 0; i < original.length; i++) {
    buffer.push(foldOne(original.charCodeAt(i)));
    if (buffer.length === 8192) parts.push(String.fromCharCode(...buffer.splice(0)));
  }
  parts.push(String.fromCharCode(...buffer));
  return parts.join('');
};
