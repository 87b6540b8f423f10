// The navigation: who works, Home and Products, the product that is open, Settings. 240 px, a rail of 48 px by choice or
// under 1007 px, an overlay under 640 px. Plain links in a <nav>: it is drawn before anything else.

import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger, Tooltip } from "@fluentui/react-components";
import { AppsList20Filled, AppsList20Regular } from "@fluentui/react-icons/svg/apps-list";
import { ChevronDown20Regular } from "@fluentui/react-icons/svg/chevron-down";
import { ClipboardCheckmark20Filled, ClipboardCheckmark20Regular } from "@fluentui/react-icons/svg/clipboard-checkmark";
import { DataUsage20Filled, DataUsage20Regular } from "@fluentui/react-icons/svg/data-usage";
import { Drafts20Filled, Drafts20Regular } from "@fluentui/react-icons/svg/drafts";
import { Eye20Filled, Eye20Regular } from "@fluentui/react-icons/svg/eye";
import { History20Filled, History20Regular } from "@fluentui/react-icons/svg/history";
import { Home20Filled, Home20Regular } from "@fluentui/react-icons/svg/home";
import { People20Filled, People20Regular } from "@fluentui/react-icons/svg/people";
import { Pulse20Filled, Pulse20Regular } from "@fluentui/react-icons/svg/pulse";
import { PuzzlePiece20Filled, PuzzlePiece20Regular } from "@fluentui/react-icons/svg/puzzle-piece";
import { Settings20Filled, Settings20Regular } from "@fluentui/react-icons/svg/settings";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ComponentType, ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProductMark } from "@/components/ProductMark.tsx";
import { useDo, useSession } from "@/data/ask.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import styles from "./Navigation.module.css";
import { SECTION_ICONS, useSections } from "./sections.ts";

type Icon = ComponentType<{ className?: string; "aria-hidden"?: true }>;

/** The product of the address, as the navigation and the crumbs show it. */
export interface OpenProduct {
  id: string;
  name: string;
  rollout: boolean;
  draft: { changes: number; problems: number } | null;
  /** Of an add-on or a flight. */
  parent: { id: string; name: string } | null;
  /** Of an app, as far as they were counted. */
  parts: { addOns: number | null; flights: number | null } | null;
}

export interface NavigationProps {
  narrow: boolean;
  waiting: number | undefined;
  products: number | undefined;
  product: OpenProduct | null;
  /** A page was chosen: the overlay closes. */
  onLeave?: () => void;
}

export function Navigation({ narrow, waiting, products, product, onLeave }: NavigationProps) {
  const { t } = useTranslation("shell");
  const session = useSession();
  const common = { narrow, onLeave };
  const underWay = (session?.jobs ?? []).filter(({ status }) => status === "running" || status === "following").length;
  return (
    <nav className={styles.nav} data-narrow={narrow} data-pane aria-label={t("navigation")}>
      <AccountSwitch narrow={narrow} />
      <ul className={styles.list}>
        <Entry
          {...common}
          to="/"
          exact
          icon={Home20Regular}
          filled={Home20Filled}
          label={t("nav.home")}
          count={waiting}
          tone="warn"
          countLabel={t("nav.waiting", { count: waiting ?? 0 })}
        />
        <Entry
          {...common}
          to="/products"
          exact
          icon={AppsList20Regular}
          filled={AppsList20Filled}
          label={t("nav.products")}
          count={products}
          countLabel={t("nav.products", { count: products ?? 0 })}
        />
      </ul>
      {product && <ProductEntries {...common} product={product} />}
      <div className={styles.space} />
      <ul className={`${styles.list} ${styles.foot}`}>
        <Entry
          {...common}
          to="/activity"
          icon={Pulse20Regular}
          filled={Pulse20Filled}
          label={t("nav.activity")}
          count={underWay}
          countLabel={t("nav.underWay", { count: underWay })}
        />
        <Entry
          {...common}
          to="/settings"
          icon={Settings20Regular}
          filled={Settings20Filled}
          label={t("nav.settings")}
        />
      </ul>
    </nav>
  );
}

function ProductEntries(props: {
  narrow: boolean;
  onLeave: (() => void) | undefined;
  product: NonNullable<NavigationProps["product"]>;
}) {
  const { t } = useTranslation("shell");
  const { product, narrow, onLeave } = props;
  const { draft } = product;
  const sections = useSections(product.id);
  const common = { narrow, onLeave, product: product.id };
  return (
    <section className={styles.product} aria-label={product.name}>
      <div className={styles.productName}>
        <ProductMark name={product.name} size={24} />
        {!narrow && <span>{product.name}</span>}
      </div>
      <ul className={styles.list}>
        <Entry
          {...common}
          to="/products/$product"
          exact
          icon={Eye20Regular}
          filled={Eye20Filled}
          label={t("nav.overview")}
        />
        {product.rollout && (
          <Entry
            {...common}
            to="/products/$product/rollout"
            icon={DataUsage20Regular}
            filled={DataUsage20Filled}
            label={t("nav.rollout")}
          />
        )}
        {draft && (
          <>
            <Entry
              {...common}
              to="/products/$product/draft"
              icon={Drafts20Regular}
              filled={Drafts20Filled}
              label={t("nav.draft")}
              count={draft.changes}
              countLabel={t("nav.changes", { count: draft.changes })}
            />
            {sections.map((page) => (
              <Entry
                key={page}
                {...common}
                to={`/products/$product/${page}`}
                icon={SECTION_ICONS[page].regular}
                filled={SECTION_ICONS[page].filled}
                label={t(`nav.${page}`)}
              />
            ))}
            <Entry
              {...common}
              to="/products/$product/review"
              icon={ClipboardCheckmark20Regular}
              filled={ClipboardCheckmark20Filled}
              label={t("nav.review")}
              count={draft.problems}
              tone="bad"
              countLabel={t("nav.problems", { count: draft.problems })}
            />
          </>
        )}
        {product.parts && (
          <>
            <Entry
              {...common}
              to="/products/$product/add-ons"
              icon={PuzzlePiece20Regular}
              filled={PuzzlePiece20Filled}
              label={t("nav.addOnsShort")}
              count={product.parts.addOns ?? undefined}
              countLabel={t("nav.addOns", { count: product.parts.addOns ?? 0 })}
            />
            <Entry
              {...common}
              to="/products/$product/flights"
              icon={People20Regular}
              filled={People20Filled}
              label={t("nav.flights")}
              count={product.parts.flights ?? undefined}
              countLabel={t("nav.flights", { count: product.parts.flights ?? 0 })}
            />
          </>
        )}
        <Entry
          {...common}
          to="/products/$product/history"
          icon={History20Regular}
          filled={History20Filled}
          label={t("nav.history")}
        />
      </ul>
    </section>
  );
}

interface EntryProps {
  to: string;
  label: string;
  icon: Icon;
  filled: Icon;
  narrow: boolean;
  exact?: boolean;
  product?: string;
  count?: number | undefined;
  /** What the count means, for those who hear it. */
  countLabel?: string;
  tone?: "warn" | "bad";
  onLeave: (() => void) | undefined;
}

function Entry({
  to,
  label,
  icon: Regular,
  filled: Filled,
  narrow,
  exact = false,
  product,
  count,
  countLabel,
  tone,
  onLeave,
}: EntryProps) {
  const { number } = useFormat();
  const counted = count !== undefined && count > 0;
  const link = (
    <Link
      to={to as "/"}
      {...(product === undefined ? {} : { params: { product } as never })}
      activeOptions={{ exact, includeSearch: false }}
      className={styles.entry}
      {...(onLeave === undefined ? {} : { onClick: onLeave })}
      {...(narrow ? { "aria-label": counted ? `${label}, ${countLabel}` : label } : {})}
    >
      {({ isActive }: { isActive: boolean }) => (
        <>
          {isActive ? <Filled className={styles.icon} aria-hidden /> : <Regular className={styles.icon} aria-hidden />}
          {!narrow && <span className={styles.label}>{label}</span>}
          {counted &&
            (narrow ? (
              tone !== undefined && <span className={styles.dot} data-tone={tone} />
            ) : (
              <span className={styles.count} data-tone={tone}>
                <span aria-hidden>{number(count)}</span>
                <span className="hidden-text">{countLabel}</span>
              </span>
            ))}
        </>
      )}
    </Link>
  );
  return <li>{narrow ? <Labelled label={label}>{link}</Labelled> : link}</li>;
}

function Labelled({ label, children }: { label: string; children: ReactElement }) {
  return (
    <Tooltip content={label} relationship="inaccessible" positioning="after" withArrow>
      {children as never}
    </Tooltip>
  );
}

function AccountSwitch({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const session = useSession();
  const enter = useDo("practice_enter");
  const leave = useDo("practice_leave");
  const accounts = session?.accounts ?? [];
  const first = accounts[0];
  const name =
    accounts.length > 1 ? accounts.map((account) => account.name).join(", ") : (first?.name ?? t("account.none"));
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <button type="button" className={styles.account} aria-label={t("account.switch", { name })}>
          {/* Drawn, not written: the button's words have to be its name (WCAG 2.5.3). */}
          <span className={styles.initial} aria-hidden data-initial={[...(first?.name ?? "V")][0]?.toUpperCase()} />
          {!narrow && <span className={styles.accountName}>{name}</span>}
          {!narrow && <ChevronDown20Regular aria-hidden className={styles.chevron} />}
        </button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {accounts.map((account) => (
            <MenuItem key={account.id} onClick={() => void navigate({ to: "/settings", hash: account.id })}>
              {account.name}
            </MenuItem>
          ))}
          {accounts.length > 0 && <MenuDivider />}
          {!session?.practice && (
            <MenuItem onClick={() => void navigate({ to: "/connect" })}>{t("account.connect")}</MenuItem>
          )}
          {session?.practice ? (
            <MenuItem onClick={() => leave.mutate(null)}>{t("account.leavePractice")}</MenuItem>
          ) : (
            <MenuItem onClick={() => enter.mutate(null)}>{t("account.practice")}</MenuItem>
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
