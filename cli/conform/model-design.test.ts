import { describe, expect, it } from "vitest";
import { defaultLimits } from "../../conformance/index.ts";
import { loadScenario } from "../../fixtures/index.ts";
import { modelDesign } from "./model-design.ts";

const files = { name: "files" };

describe("the model beside a real helper", () => {
  it("is CTDB's own helper with the interval that it is given", () => {
    const shipped = "/usr/libexec/ctdb/ctdb_mutex_fcntl_helper";
    expect(modelDesign([shipped, "{lock}"], files, defaultLimits)).toEqual({
      lock: "fcntl",
      anyProgram: false,
      set: { helperRecheckUs: 5_000_000, helperParentPollUs: 5_000_000 },
    });
    expect(modelDesign([shipped, "{lock}", "0"], files, defaultLimits).set?.helperRecheckUs).toBe(0);
  });

  it("lets an unknown program do what the contract leaves open", () => {
    const design = modelDesign(["./mine", "{lock}", "1"], files, { ...defaultLimits, recheckMs: 2_000 });
    expect(design).toMatchObject({ anyProgram: true, set: { helperRecheckUs: 2_000_000 } });
  });

  it("keeps a lease where there is one: as shipped for CTDB's etcd helper, repaired for others", () => {
    const lease = { name: "etcd", leaseMs: 4_000 };
    expect(modelDesign(["./mine"], lease, defaultLimits)).toMatchObject({
      lock: "etcd-put-fixed",
      repaired: true,
      set: { putTtlUs: 4_000_000, putRefreshUs: 2_000_000 },
    });
    const shipped = modelDesign(["./mine"], { ...lease, name: "ctdb-etcd" }, defaultLimits);
    expect(shipped).toMatchObject({ lock: "etcd-ttl", set: { etcdTtlUs: 4_000_000 } });
    expect(shipped.repaired).toBeUndefined();
  });

  it("gives settings that a scenario file takes", () => {
    const { lock, set } = modelDesign(["./mine"], files, defaultLimits);
    const text = JSON.stringify({ version: 1, lock, set, timing: { execUs: [1_000, 2_000] } });
    expect(loadScenario(text, "calibrated").scenario).toMatchObject({ set: { helperRecheckUs: 5_000_000 } });
  });
});
