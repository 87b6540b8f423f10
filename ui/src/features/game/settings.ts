// The one object in `gamingOptions` and its members. The service gives the list no ids and wants exactly one object in it,
// which is therefore addressed by a fixed name of ours.

export const AT = "/gamingOptions";
export const ONLY = `${AT}/@only`;

export const at = (member: string) => `${ONLY}/${member}`;

/**
 * Settings that say nothing yet, with every member: no document calls one optional, and a member that the service fills in
 * by itself would look like something it changed.
 */
export const blank = () => ({
  $key: "only",
  genres: [],
  isLocalMultiplayer: false,
  isLocalCooperative: false,
  isOnlineMultiplayer: false,
  isOnlineCooperative: false,
  localMultiplayerMinPlayers: 0,
  localMultiplayerMaxPlayers: 0,
  localCooperativeMinPlayers: 0,
  localCooperativeMaxPlayers: 0,
  isBroadcastingPrivilegeGranted: false,
  isCrossPlayEnabled: false,
  kinectDataForExternal: "NotSet",
});
