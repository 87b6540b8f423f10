// The mark of Vitrine, as `icons/vitrine.svg` has it: three scallops, each more lit, and the product on the sill under the
// lit one. Its inks are part of the mark and stay the same in every theme.

import styles from "./Accounts.module.css";

export function Mark() {
  return (
    <svg viewBox="0 0 32 32" className={styles.mark} aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#0f5862" />
      <path fill="#35848f" d="M4 4h8v6a4 4 0 0 1-8 0z" />
      <path fill="#8cc8d1" d="M12 4h8v6a4 4 0 0 1-8 0z" />
      <path fill="#f7f5f1" d="M20 4h8v6a4 4 0 0 1-8 0z" />
      <rect x="20" y="18" width="8" height="8" rx="2" fill="#e5933f" />
      <path fill="#f7f5f1" d="M4 26h24v2H4z" />
    </svg>
  );
}
