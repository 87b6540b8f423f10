// The real door. The only file that imports the host's packages (Biome refuses any other).

import { Channel, convertFileSrc, invoke } from "@tauri-apps/api/core";
import type { Api, AppEvent } from "@/bindings";
import { type Answer, type Args, bootFrom, type Host, ProblemError } from "./host.ts";

export function tauriHost(): Host {
  return {
    boot: bootFrom(window.location.search, navigator.userAgent, navigator.languages),

    async call<K extends keyof Api>(name: K, args: Args<K>): Promise<Answer<K>> {
      try {
        return await invoke<Answer<K>>("call", { name, args });
      } catch (cause) {
        throw ProblemError.from(cause);
      }
    },

    watch(listener) {
      // A channel dies with the page; the program keeps the latest one only, so a reload simply watches again.
      const channel = new Channel<AppEvent>(listener);
      void invoke("watch", { channel });
      return () => {
        channel.onmessage = () => {};
        void invoke("unwatch");
      };
    },

    // The scheme has another shape on Windows; the host's own function knows it.
    thumbUrl: (hash, edge) => `${convertFileSrc(hash, "vtthumb")}?edge=${edge}`,
  };
}
