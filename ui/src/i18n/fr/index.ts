// The catalogue of this language: every visible sentence, by page.

import accounts from "./accounts.json";
import activity from "./activity.json";
import acts from "./acts.json";
import addons from "./addons.json";
import common from "./common.json";
import conflicts from "./conflicts.json";
import dialogs from "./dialogs.json";
import draft from "./draft.json";
import flights from "./flights.json";
import game from "./game.json";
import help from "./help.json";
import history from "./history.json";
import home from "./home.json";
import images from "./images.json";
import listing from "./listing.json";
import options from "./options.json";
import packages from "./packages.json";
import pending from "./pending.json";
import practice from "./practice.json";
import price from "./price.json";
import problems from "./problems.json";
import product from "./product.json";
import products from "./products.json";
import properties from "./properties.json";
import publish from "./publish.json";
import review from "./review.json";
import rollout from "./rollout.json";
import settings from "./settings.json";
import shell from "./shell.json";
import states from "./states.json";

export default {
  accounts,
  activity,
  acts,
  addons,
  common,
  conflicts,
  dialogs,
  draft,
  flights,
  game,
  help,
  history,
  home,
  images,
  listing,
  options,
  packages,
  pending,
  practice,
  price,
  problems,
  product,
  products,
  properties,
  publish,
  review,
  rollout,
  settings,
  shell,
  states,
};
