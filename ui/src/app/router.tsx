// Where every page stands. One tree, hash addresses, one lazy chunk a feature.
//
// How a feature is written:
// - `features/<name>/index.tsx` exports its pages by the names below and nothing else; a feature imports from components,
//   data, i18n, host/context and app, never from another feature (Biome refuses it), and never draws its own frame: each
//   page is one <Page title=…>, which has the H1, the window's title and the focus.
// - Pages under `draft` below stand inside <DraftFrame>: `useDraft`, `useField(pointer)` and `useStanding` work there.
// - `?field=<pointer>` puts the focus into the element with that `data-pointer` (FormField sets it); `?language=` says
//   which language of a listing; `?guide=<step>` means that the page is a step of *Guide me* (walk.ts).
// - Reading is `useAsk(command, args)`, acting is `useDo(command)`. Events keep the cache right: no refetching, no timers.
// - Sentences come from `useTranslation("<namespace>")`, numbers and dates from `useFormat()`.

import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from "@tanstack/react-router";
import { hashHistory } from "./address.ts";
import { Broken, NoSuchPage } from "./Broken.tsx";
import { DraftFrame } from "./DraftFrame.tsx";
import { Shell } from "./Shell.tsx";

export interface PageSearch {
  field?: string;
  language?: string;
  guide?: string;
  /** On *Connect*: the account that is changed. */
  account?: string;
}

function searchOf(given: Record<string, unknown>): PageSearch {
  const search: PageSearch = {};
  if (typeof given.field === "string") search.field = given.field;
  if (typeof given.language === "string") search.language = given.language;
  if (typeof given.guide === "string") search.guide = given.guide;
  if (typeof given.account === "string") search.account = given.account;
  return search;
}

const root = createRootRoute({ component: Shell, validateSearch: searchOf });

const homePage = () => import("@/features/home/index.tsx");

/** Home is what most starts show: its chunk comes beside the words, not behind them. */
export function fetchFirstPage(hash: string) {
  if (hash === "" || hash === "#/") void homePage();
}

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  staticData: { crumb: "nav.home" },
  component: lazyRouteComponent(homePage, "HomePage"),
});
const welcome = createRoute({
  getParentRoute: () => root,
  path: "/welcome",
  staticData: { crumb: "nav.welcome" },
  component: lazyRouteComponent(() => import("@/features/accounts/index.tsx"), "WelcomePage"),
});
const connect = createRoute({
  getParentRoute: () => root,
  path: "/connect",
  staticData: { crumb: "nav.connect" },
  component: lazyRouteComponent(() => import("@/features/accounts/index.tsx"), "ConnectPage"),
});
const settings = createRoute({ getParentRoute: () => root, path: "/settings", staticData: { crumb: "nav.settings" } });
const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/settings/index.tsx"), "SettingsPage"),
});
const about = createRoute({
  getParentRoute: () => settings,
  path: "/about",
  staticData: { crumb: "nav.about" },
  component: lazyRouteComponent(() => import("@/features/settings/index.tsx"), "AboutPage"),
});
const activity = createRoute({
  getParentRoute: () => root,
  path: "/activity",
  staticData: { crumb: "nav.activity" },
  component: lazyRouteComponent(() => import("@/features/activity/index.tsx"), "ActivityPage"),
});
const products = createRoute({ getParentRoute: () => root, path: "/products", staticData: { crumb: "nav.products" } });
const productsHome = createRoute({
  getParentRoute: () => products,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/products/index.tsx"), "ProductsPage"),
});
const newApp = createRoute({
  getParentRoute: () => products,
  path: "/new",
  staticData: { crumb: "nav.newApp" },
  component: lazyRouteComponent(() => import("@/features/newapp/index.tsx"), "NewAppPage"),
});
const product = createRoute({ getParentRoute: () => products, path: "/$product", staticData: { crumb: "product" } });
const overview = createRoute({
  getParentRoute: () => product,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/product/index.tsx"), "ProductPage"),
});
const history = createRoute({
  getParentRoute: () => product,
  path: "/history",
  staticData: { crumb: "nav.history" },
  component: lazyRouteComponent(() => import("@/features/history/index.tsx"), "HistoryPage"),
});
const publish = createRoute({
  getParentRoute: () => product,
  path: "/publish",
  staticData: { crumb: "nav.publish" },
  component: lazyRouteComponent(() => import("@/features/publish/index.tsx"), "PublishPage"),
});
const rollout = createRoute({
  getParentRoute: () => product,
  path: "/rollout",
  staticData: { crumb: "nav.rollout" },
  component: lazyRouteComponent(() => import("@/features/rollout/index.tsx"), "RolloutPage"),
});
const addOns = createRoute({ getParentRoute: () => product, path: "/add-ons", staticData: { crumb: "nav.addOns" } });
const addOnList = createRoute({
  getParentRoute: () => addOns,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/addons/index.tsx"), "AddOnsPage"),
});
const addOnTexts = createRoute({
  getParentRoute: () => addOns,
  path: "/texts",
  staticData: { crumb: "nav.addOnTexts" },
  component: lazyRouteComponent(() => import("@/features/addons/index.tsx"), "AddOnTextsPage"),
});
const flights = createRoute({ getParentRoute: () => product, path: "/flights", staticData: { crumb: "nav.flights" } });
const flightList = createRoute({
  getParentRoute: () => flights,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/flights/index.tsx"), "FlightsPage"),
});
const newFlight = createRoute({
  getParentRoute: () => flights,
  path: "/new",
  staticData: { crumb: "nav.newFlight" },
  component: lazyRouteComponent(() => import("@/features/flights/index.tsx"), "NewFlightPage"),
});
const pending = createRoute({
  getParentRoute: () => product,
  path: "/pending",
  staticData: { crumb: "nav.pending" },
  component: lazyRouteComponent(() => import("@/features/pending/index.tsx"), "PendingPage"),
});
const inDraft = createRoute({ getParentRoute: () => product, id: "in-draft", component: DraftFrame });
const draft = createRoute({
  getParentRoute: () => inDraft,
  path: "/draft",
  staticData: { crumb: "nav.draft" },
  component: lazyRouteComponent(() => import("@/features/draft/index.tsx"), "DraftPage"),
});
const listing = createRoute({
  getParentRoute: () => inDraft,
  path: "/listing",
  staticData: { crumb: "nav.listing" },
  component: lazyRouteComponent(() => import("@/features/listing/index.tsx"), "ListingPage"),
});
const images = createRoute({
  getParentRoute: () => inDraft,
  path: "/images",
  staticData: { crumb: "nav.images" },
  component: lazyRouteComponent(() => import("@/features/images/index.tsx"), "ImagesPage"),
});
const packages = createRoute({
  getParentRoute: () => inDraft,
  path: "/packages",
  staticData: { crumb: "nav.packages" },
  component: lazyRouteComponent(() => import("@/features/packages/index.tsx"), "PackagesPage"),
});
const price = createRoute({
  getParentRoute: () => inDraft,
  path: "/price",
  staticData: { crumb: "nav.price" },
  component: lazyRouteComponent(() => import("@/features/price/index.tsx"), "PricePage"),
});
const properties = createRoute({
  getParentRoute: () => inDraft,
  path: "/properties",
  staticData: { crumb: "nav.properties" },
  component: lazyRouteComponent(() => import("@/features/properties/index.tsx"), "PropertiesPage"),
});
const game = createRoute({
  getParentRoute: () => inDraft,
  path: "/game",
  staticData: { crumb: "nav.game" },
  component: lazyRouteComponent(() => import("@/features/game/index.tsx"), "GamePage"),
});
const options = createRoute({
  getParentRoute: () => inDraft,
  path: "/options",
  staticData: { crumb: "nav.options" },
  component: lazyRouteComponent(() => import("@/features/options/index.tsx"), "OptionsPage"),
});
const review = createRoute({
  getParentRoute: () => inDraft,
  path: "/review",
  staticData: { crumb: "nav.review" },
  component: lazyRouteComponent(() => import("@/features/review/index.tsx"), "ReviewPage"),
});

const conflicts = createRoute({
  getParentRoute: () => inDraft,
  path: "/conflicts",
  staticData: { crumb: "nav.conflicts" },
  component: lazyRouteComponent(() => import("@/features/conflicts/index.tsx"), "ConflictsPage"),
});

const tree = root.addChildren([
  home,
  welcome,
  connect,
  activity,
  settings.addChildren([settingsHome, about]),
  products.addChildren([
    productsHome,
    newApp,
    product.addChildren([
      overview,
      history,
      publish,
      rollout,
      pending,
      addOns.addChildren([addOnList, addOnTexts]),
      flights.addChildren([flightList, newFlight]),
      inDraft.addChildren([draft, listing, images, packages, price, properties, game, options, review, conflicts]),
    ]),
  ]),
]);

export function appRouter(through: RouterHistory = hashHistory()) {
  // Focus and scroll are `arrival.ts`' work; the router's own restoration would fight it.
  return createRouter({
    routeTree: tree,
    history: through,
    scrollRestoration: false,
    defaultPreload: false,
    // A product's key is `store:<id>`; its colon stands in the address as it is.
    pathParamsAllowedCharacters: [":"],
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: NoSuchPage,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof appRouter>;
  }
}
