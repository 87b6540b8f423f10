import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

// happy-dom has no animation engine; Fluent's motions, cancelled at unmount, would end as unhandled AbortErrors.
// Without the method Fluent falls back to no motion.
Reflect.deleteProperty(Element.prototype, "animate");

afterEach(cleanup);
