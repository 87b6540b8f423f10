//! Codes of the rules about price, markets, properties, games, trailers, delivery, add-ons and flights.

codes! {
    // ---- price, markets, visibility
    /// A base price of no documented tier: kept and sent as it is.
    PRICE_BASE_UNKNOWN = "price.base.unknown" [price];
    /// The base price closes every market that has no price of its own.
    PRICE_BASE_NOTAVAILABLE = "price.base.notavailable" [];
    /// Another base price than the live one: all markets without a price of their own follow it.
    PRICE_BASE_CHANGED = "price.base.changed" [];
    PRICE_MARKET_UNKNOWN = "price.market.unknown" [market, price];
    /// A new price while acquisition is stopped.
    PRICE_STOPPED = "price.stopped" [];
    PRICE_TRIAL_UNKNOWN = "price.trial.unknown" [trial];
    /// A market that is in no list and not live either.
    MARKET_UNKNOWN = "market.unknown" [market];
    /// No market is open.
    MARKET_NONE = "market.none" [];
    /// Open now, closed in the draft; `markets` are codes.
    MARKET_REMOVED = "market.removed" [count, markets];
    VISIBILITY_UNSET = "visibility.unset" [];
    VISIBILITY_UNKNOWN = "visibility.unknown" [visibility];
    VISIBILITY_PRIVATE = "visibility.private" [];
    VISIBILITY_HIDDEN = "visibility.hidden" [];

    // ---- properties of an app
    CATEGORY_MISSING = "category.missing" [];
    CATEGORY_UNKNOWN = "category.unknown" [category];
    /// The category has subcategories and none is chosen.
    CATEGORY_SUBCATEGORY_NONE = "category.subcategory.none" [];
    /// A published game stays a game.
    CATEGORY_GAME_LEFT = "category.game.left" [];
    /// A published app that is no game never becomes one.
    CATEGORY_GAME_ENTERED = "category.game.entered" [];
    HARDWARE_UNKNOWN = "hardware.unknown" [hardware];
    /// Hardware that was not asked for until now.
    HARDWARE_ADDED = "hardware.added" [count];
    /// Declared as tested for accessibility, which was not so until now.
    DECLARATION_ACCESSIBILITY = "declaration.accessibility" [];

    // ---- games
    /// A game without settings.
    GAME_SETTINGS_EMPTY = "game.settings.empty" [];
    /// More than the one object that the service documents.
    GAME_SETTINGS_SEVERAL = "game.settings.several" [count];
    /// Settings of a game, and the product is none.
    GAME_SETTINGS_UNUSED = "game.settings.unused" [];
    GAME_GENRE_MISSING = "game.genre.missing" [];
    GAME_GENRE_UNKNOWN = "game.genre.unknown" [genre];
    /// Sources disagree on how many genres a game may have.
    GAME_GENRE_MANY = "game.genre.many" [count, max];
    GAME_PLAYERS_MISSING = "game.players.missing" [field];
    GAME_PLAYERS_RANGE = "game.players.range" [field, count, least, most];
    /// The smallest number of players is above the largest.
    GAME_PLAYERS_ORDER = "game.players.order" [least, most];
    GAME_KINECT_UNKNOWN = "game.kinect.unknown" [value];

    // ---- trailers
    TRAILER_COUNT_TOOMANY = "trailer.count.toomany" [count, max];
    TRAILER_REMOVED = "trailer.removed" [name];
    /// A trailer in a language that no listing has.
    TRAILER_LANGUAGE_NOLISTING = "trailer.language.nolisting" [language, name];
    /// A listing's language in which the trailer is not shown.
    TRAILER_LANGUAGE_MISSING = "trailer.language.missing" [language, name];
    TRAILER_TITLE_MISSING = "trailer.title.missing" [language, name];
    TRAILER_THUMBNAIL_MISSING = "trailer.thumbnail.missing" [language, name];
    TRAILER_THUMBNAIL_SEVERAL = "trailer.thumbnail.several" [language, name, count];
    /// A picture that a device family of the packages is shown with.
    IMAGE_FAMILY_MISSING = "image.family.missing" [language, slot, family];

    // ---- delivery
    ROLLOUT_PERCENTAGE_MISSING = "rollout.percentage.missing" [];
    ROLLOUT_PERCENTAGE_RANGE = "rollout.percentage.range" [percentage];
    ROLLOUT_PERCENTAGE_ZERO = "rollout.percentage.zero" [];
    /// 100 per cent is not the end of a rollout: it still has to be finalized.
    ROLLOUT_PERCENTAGE_WHOLE = "rollout.percentage.whole" [];
    /// With a mandatory update only Partner Center can handle the product afterwards.
    UPDATE_MANDATORY_PORTAL = "update.mandatory.portal" [];
    UPDATE_DATE_MISSING = "update.date.missing" [];
    UPDATE_DATE_PAST = "update.date.past" [date];
    OPTIONS_LICENSING_UNKNOWN = "options.licensing.unknown" [licensing];
    /// Licences for organisations are published from Partner Center only.
    OPTIONS_LICENSING_PORTAL = "options.licensing.portal" [];

    // ---- add-ons
    /// Vitrine has not read the add-on's submission yet.
    ADDON_UNREAD = "addon.unread" [product];
    ADDON_TITLE_MISSING = "addon.title.missing" [language];
    ADDON_CONTENT_MISSING = "addon.content.missing" [];
    ADDON_CONTENT_UNKNOWN = "addon.content.unknown" [content];
    ADDON_LIFETIME_UNKNOWN = "addon.lifetime.unknown" [lifetime];
    ADDON_KEYWORDS_TOOMANY = "addon.keywords.toomany" [count, max];
    ADDON_KEYWORD_TOOLONG = "addon.keyword.toolong" [number, count, max, over];
    ADDON_KEYWORD_REPEATED = "addon.keyword.repeated" [term];
    ADDON_TAG_TOOLONG = "addon.tag.toolong" [count, max, over];
    ADDON_PRODUCTID_MISSING = "addon.productid.missing" [];
    ADDON_PRODUCTID_TOOLONG = "addon.productid.toolong" [count, max, over];
    /// `characters` are those that Microsoft does not take, as typed.
    ADDON_PRODUCTID_CHARACTERS = "addon.productid.characters" [characters];

    // ---- flights
    FLIGHT_GROUPS_NONE = "flight.groups.none" [];
}
