// The one object in `gamingOptions` and its members. The service gives the list no ids and wants exactly one object in it,
// which is therefore addressed by a fixed name of ours.

export const AT = "/gamingOptions";
export const ONLY = `${AT}/@only`;

export const at = (member: string) => `${ONLY}/${member}`;

/** Settings that say nothing yet. Numbers of players come with the ways of playing together. */
export const blank = () => ({
  $key: "only",
  genres: [],
  isLocalMultiplayer: false,
  isLocalCooperative: false,
  isOnlineMultiplayer: false,
  isOnlineCooperative: false,
  isBroadcastingPrivilegeGranted: false,
  isCrossPlayEnabled: false,
  kinectDataForExternal: "NotSet",
});
