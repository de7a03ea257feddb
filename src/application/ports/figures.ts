/** Figures and rates of campaigns, as they are stored: contributions of single subjects, and tallies of everything below a unit. */
export { TALLY_COUNTS, CONTRIBUTION_SOURCES, type ContributionSource, type TallyCount } from '../../../workflows';
