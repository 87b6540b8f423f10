import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// happy-dom has no animation engine; Fluent's motions, cancelled at unmount, would end as unhandled AbortErrors.
// Without the method Fluent falls back to no motion.
Reflect.deleteProperty(Element.prototype, "animate");

// A condition is waited for as long as a busy machine needs; a test that holds is no slower for it.
configure({ asyncUtilTimeout: 10_000 });

afterEach(cleanup);
