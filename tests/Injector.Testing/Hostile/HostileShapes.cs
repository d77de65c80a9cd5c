using System.Text.Json;
using Injector.Profiles.BuiltIn;
using static Injector.Testing.Hostile.HostilePod;

namespace Injector.Testing.Hostile;

/// <summary>
/// All shapes of hostile pods. To add one, write an entry: a name, the most items that an API server lets through, and the pod for a number of items. It
/// is then held to all rules (<c>HostilePodTests</c> of Injector.Core.Tests and of Injector.Allocations.Tests) and measured by <c>growth</c> and
/// <c>mutate-reviews</c> of Injector.Benchmarks.
/// </summary>
public static class HostileShapes
{
    private const int RequestBytes = 3 * 1024 * 1024;
    private const int AnnotationBytes = 256 * 1024;

    /// <summary>A list of exclusions as long as any that is read (8 KiB), without a host on localhost.</summary>
    private static readonly string Exclusions = List(400, i => $"h{i}.a,10.{i & 255}.{i >> 8}.0/24");

    public static IReadOnlyList<HostileShape> All { get; } =
    [
        .. OfMetadata(), .. OfOurAnnotations(), .. OfAmbassadors(), .. OfContainers(), .. OfSpecs(), .. OfDuplicates(),
    ];

    /// <summary>The shapes as data of a theory.</summary>
    public static IEnumerable<object[]> Names => All.Select(shape => new object[] { shape.Name });

    public static HostileShape Find(string name) => All.Single(shape => shape.Name == name);

    private static HostileShape[] OfMetadata() =>
    [
        new("annotations of others", AnnotationBytes / 26, n => new() { Annotations = List(n, i => $"\"example.org/key-{i}\":\"v\"") }),
        new("annotations of others, nobody asked", AnnotationBytes / 26, n => new() { Profiles = "", Annotations = List(n, i => $"\"example.org/key-{i}\":\"v\"") }),
        new("annotations beyond what the API server stores", RequestBytes / 40, n => new() { Annotations = List(n, i => $"\"log-tail.injector.io/wrong-{i}\":\"value\"") }),
        new("labels", RequestBytes / 22, n => new() { Metadata = $"\"labels\":{{{List(n, i => $"\"example.org/k{i}\":\"v\"")}}}" }),
        new("owner references", RequestBytes / 60, n => new() { Metadata = $"\"ownerReferences\":[{List(n, i => $"{{\"kind\":\"ReplicaSet\",\"name\":\"web-{i}\",\"controller\":true}}")}]" }),
        new("managed fields", RequestBytes / 20, n => new() { Metadata = $"\"managedFields\":[{{\"fieldsV1\":{{{List(n, i => $"\"f:field-{i}\":{{}}")}}}}}]" }),
        new("finalizers", RequestBytes / 20, n => new() { Metadata = $"\"finalizers\":[{List(n, i => $"\"example.org/f{i}\"")}]" }),
    ];

    private static HostileShape[] OfOurAnnotations() =>
    [
        new("wrong keys of a profile", AnnotationBytes / 32, n => new() { Annotations = List(n, i => $"\"log-tail.injector.io/wrong-{i}\":\"v\"") }),
        new("keys of a profile that nobody asks for", AnnotationBytes / 30, n => new() { Annotations = List(n, i => $"\"cache.injector.io/wrong-{i}\":\"v\"") }),
        new("keys under a prefix that is nearly ours", AnnotationBytes / 32, n => new() { Annotations = List(n, i => $"\"p{i}.injectors.io/wrong\":\"v\"") }),
        new("a value without end", AnnotationBytes - 100, n => new() { Annotations = $"\"log-tail.injector.io/path\":\"/{new string('x', n)}\"" }),
        new("a value of wide characters", AnnotationBytes / 4, n => new() { Annotations = $"\"log-tail.injector.io/path\":\"{string.Concat(Enumerable.Repeat("🚢", n))}\"" }),
        new("names of profiles", AnnotationBytes / 9, n => new() { Profiles = string.Join(',', Enumerable.Range(0, n).Select(i => $"log-{i}")) }),
        new("one profile again and again", AnnotationBytes / 9, n => new() { Profiles = string.Join(',', Enumerable.Repeat("log-tail", n)) }),
        new("names of containers", AnnotationBytes / 8, n => new() { Annotations = $"\"injector.io/containers\":\"web,{List(n, i => $"c{i}")}\"" }),
        new("variables that override", AnnotationBytes / 9, n => new() { Profiles = "migrate", Annotations = $"\"migrate.injector.io/command\":\"x\",\"migrate.injector.io/env\":\"{List(n, i => $"V{i}=1")}\"" }),
        new("resources that override", AnnotationBytes / 22, n => new() { Annotations = $"\"log-tail.injector.io/resources\":\"{List(n, i => $"limits.a/r{i}=1")}\"" }),
        new("resources that override again and again", AnnotationBytes / 22, n => new() { Annotations = $"\"log-tail.injector.io/resources\":\"{List(n, i => $"limits.a/r{i % 32}={i}")}\"" }),
        new("resources of every container", AnnotationBytes / 44, n => new() { Annotations = $"\"injector.io/resources\":\"{List(n, i => $"requests.a/r{i}=2,limits.a/r{i}=1")}\"" }),
        new("resources of every container again and again", AnnotationBytes / 44, n => new()
        {
            Profiles = "cache,debug,log-tail",
            Annotations = $"\"injector.io/resources\":\"{List(n, i => $"requests.a/r{i % 16}=2,limits.a/r{i % 16}=1")}\"",
        }),
        new("names in the record", AnnotationBytes / 12, n => new() { Annotations = $"\"injector.io/status\":{Text($$"""{"containers":[{{List(n, i => $"\"c{i}\"")}}],"version":"1"}""")}" }),
        new("ports in the record", AnnotationBytes / 20, n => new()
        {
            Annotations = $"\"injector.io/status\":{Text("{\"rewritten\":{\"web\":{" + List(n, i => $"\"ports/{i}/containerPort\":[1]") + "}}}")}",
            Container = $"\"ports\":[{List(n, i => $"{{\"containerPort\":{(i % 65535) + 1}}}")}]",
        }),
        new("containers and a record of them all", AnnotationBytes / 9, n => new()
        {
            Annotations = $"\"injector.io/status\":{Text($$$"""{"version":"1","mode":"native","profiles":{"log-tail":"0"},"images":"00000000","containers":["log-tail",{{{List(n, i => $"\"c{i}\"")}}}]}""")}",
            Containers = "{\"name\":\"log-tail\",\"image\":\"busybox\"}," + List(n, i => $"{{\"name\":\"c{i}\",\"image\":\"x\"}}"),
        }),
        new("neighbours on record of a newcomer", AnnotationBytes / 26, n => new()
        {
            Annotations = $"\"injector.io/status\":{Text($$$"""{"version":"1","mode":"native","profiles":{"log-tail":"0"},"containers":["log-tail"],"mounts":{{{{List(n, i => $"\"c{i}\":[\"/var/log/app\"]")}}}}}""")}",
            Containers = "{\"name\":\"log-tail\",\"image\":\"busybox\"}," + List(n, i => $"{{\"name\":\"c{i}\",\"image\":\"x\",\"volumeMounts\":[{{\"name\":\"injector-logs\",\"mountPath\":\"/var/log/app\"}}]}}"),
        }),
        new("partial containers in the record", AnnotationBytes / 90, n => new()
        {
            Annotations = $"\"injector.io/status\":{Text($$$"""{"version":"0.0.0","mode":"native","profiles":{"log-tail":"{{{Hash("log-tail")}}}"},"containers":["log-tail"],"superseded":[{{{List(n, i => $"{{\"index\":{i},\"container\":{{\"name\":\"log-tail\",\"image\":\"auto\"}}}}")}}}]}""")}",
            Containers = "{\"name\":\"log-tail\",\"image\":\"docker.io/library/busybox:1.37.0\"}",
        }),
        new("variables beside those of a sidecar on record", RequestBytes / 30, n => new()
        {
            Profiles = "cache",
            Annotations = $"\"injector.io/status\":{Text($$"""{"version":"0.0.0","mode":"native","profiles":{"cache":"{{Hash("cache")}}"},"containers":["redis"]}""")}",
            Containers = $"{{\"name\":\"redis\",\"image\":\"docker.io/library/redis:8.0-alpine\",\"env\":[{List(n, i => $"{{\"name\":\"V{i}\",\"value\":\"1\"}}")}],\"volumeMounts\":[{List(n, i => $"{{\"name\":\"v\",\"mountPath\":\"/m{i}\"}}")}]}}",
        }),
        new("depth of the record", AnnotationBytes / 16, n => new() { Annotations = $"\"injector.io/status\":\"{new string('[', n)}{new string(']', n)}\"" }),
    ];

    /// <summary>With it a record is one of the present edition, of which each field is looked at.</summary>
    private static string Hash(string profile) => BuiltInProfiles.Load().Single(builtIn => builtIn.Name == profile).ContentHash;

    private static HostileShape[] OfAmbassadors() =>
    [
        new("upstreams", 2048, n => Ambassador("upstreams", string.Join(',', Enumerable.Range(0, n).Select(i => $"u{i}=http://h{i}.shop:80")))),
        new("servers of an upstream", 4096, n => Ambassador("upstreams", $"u=http://{string.Join('|', Enumerable.Range(0, n).Select(i => $"h{i}.shop:80"))}")),
        new("wrong upstreams", 16384, n => Ambassador("upstreams", string.Join(',', Enumerable.Repeat("U=x", n)))),
        new("options of an upstream", 4096, n => Ambassador("upstreams", $"u=http://a.shop:80?{string.Join('&', Enumerable.Range(0, n).Select(i => $"o{i}=1"))}")),
        new("inbound routes", 2048, n => Ambassador("inbound", string.Join(',', Enumerable.Range(0, n).Select(i => $"8443/p{i}=http://localhost:{8000 + i}")))),
        new("inbound ports", 2048, n => Ambassador("inbound", string.Join(',', Enumerable.Range(0, n).Select(i => $"{10000 + i}=http://localhost:8080")))),
        new("routes of a configuration", 1024, n => Ambassador("config", $"{{upstreams: {{u: {{routes: [{string.Join(',', Enumerable.Range(0, n).Select(i => $"{{path: /p{i}, url: 'http://h{i}:80'}}"))}]}}}}}}")),
        new("parts of a split", 1024, n => Ambassador("config", $"{{upstreams: {{u: {{routes: [{{path: /, split: [{string.Join(',', Enumerable.Range(0, n).Select(i => $"{{weight: 1, url: 'http://h{i}:80'}}"))}]}}]}}}}}}")),
        new("headers of a route", 2048, n => Ambassador("config", $"{{upstreams: {{u: {{url: 'http://a:80', headers: {{{string.Join(',', Enumerable.Range(0, n).Select(i => $"h{i}: v"))}}}}}}}}}")),
        new("items below a long key", 4096, n => Ambassador("config", $"{{upstreams: {{? {new string('k', Math.Min(n, 900))} : {{routes: [{string.Join(',', Enumerable.Repeat("{}", n))}]}}}}}}")),
        new("ports beside inbound routes", 2048, n => Ambassador("inbound", string.Join(',', Enumerable.Range(0, Math.Min(n, 200)).Select(i => $"{10000 + i}=http://localhost:{20000 + i}"))) with
        {
            Container = $"\"ports\":[{List(n, i => $"{{\"containerPort\":{(i % 60000) + 1}}}")}]",
        }),
    ];

    private static HostileShape[] OfContainers() =>
    [
        new("containers", RequestBytes / 30, n => new() { Containers = List(n, i => $"{{\"name\":\"c{i}\",\"image\":\"i\"}}") }),
        new("containers, nobody asked", RequestBytes / 30, n => new() { Profiles = "", Containers = List(n, i => $"{{\"name\":\"c{i}\",\"image\":\"i\"}}") }),
        new("containers that are nothing", RequestBytes / 5, n => new() { Containers = List(n, _ => "null") }),
        new("init containers", RequestBytes / 30, n => new() { Spec = $"\"initContainers\":[{List(n, i => $"{{\"name\":\"c{i}\",\"image\":\"i\"}}")}]" }),
        new("containers that wait for an injector", RequestBytes / 34, n => new() { Containers = List(n, i => $"{{\"name\":\"c{i}\",\"image\":\"auto\"}}") }),
        new("variables", RequestBytes / 26, n => new() { Profiles = "cache,log-tail", Container = $"\"env\":[{List(n, i => $"{{\"name\":\"V{i}\",\"value\":\"v\"}}")}]" }),
        new("variables that a migration copies", RequestBytes / 26, n => Migrate($"\"env\":[{List(n, i => $"{{\"name\":\"V{i}\",\"value\":\"v\"}}")}]")),
        new("mounts", RequestBytes / 40, n => new() { Container = $"\"volumeMounts\":[{List(n, i => $"{{\"name\":\"v\",\"mountPath\":\"/m/{i}\"}}")}]" }),
        new("mounts in the way", RequestBytes / 48, n => new() { Container = $"\"volumeMounts\":[{List(n, i => $"{{\"name\":\"v\",\"mountPath\":\"/var/log/app/{i}\"}}")}]" }),
        new("mounts that read beside mounts that write", RequestBytes / 150, n => new()
        {
            Container = $"\"volumeMounts\":[{List(n, i => $"{{\"name\":\"v\",\"mountPath\":\"/var/log/app\",\"subPath\":\"r{i}\",\"readOnly\":true}}")}]",
            Containers = $"{{\"name\":\"writer\",\"image\":\"w\",\"volumeMounts\":[{List(n, i => $"{{\"name\":\"v\",\"mountPath\":\"/w/{i}\",\"subPath\":\"w{i}\"}}")}]}}",
        }),
        new("variables of a computed path", RequestBytes / 40, n => new()
        {
            Container = $"\"env\":[{List(n, i => $"{{\"name\":\"V{i}\",\"value\":\"$(V{i - 1})\"}}")}],\"volumeMounts\":[{{\"name\":\"v\",\"mountPath\":\"/var/log/app\",\"subPathExpr\":\"$(V{n - 1})\"}}]",
            Spec = "\"volumes\":[{\"name\":\"v\"}]",
        }),
        new("mounts by computed paths", RequestBytes / 70, n => new()
        {
            Container = $"\"env\":[{{\"name\":\"A\"}}],\"volumeMounts\":[{List(n, i => $"{{\"name\":\"v\",\"mountPath\":\"/var/log/app\",\"subPathExpr\":\"$(A)/{i}\"}}")}]",
        }),
        new("mounts by one computed path of many variables", RequestBytes / 160, n => new()
        {
            Container = MountsOf("A", n),
            Containers = $"{{\"name\":\"other\",{MountsOf("B", n)}}}",
            Spec = "\"volumes\":[{\"name\":\"v\"}]",
        }),
        new("mounts by computed paths of many variables", RequestBytes / 80, n => new()
        {
            Container = $"{Chain("A")},\"volumeMounts\":[{List(n, i => $"{{\"name\":\"v\",\"mountPath\":\"/var/log/app\",\"subPathExpr\":\"$(A99)/{i}\"}}")}]",
            Spec = "\"volumes\":[{\"name\":\"v\"}]",
        }),
        new("amounts of a partial container beside resources of every container", RequestBytes / 60, n => new()
        {
            Annotations = $"\"injector.io/resources\":\"{List(16, i => $"requests.a/r{i}=2,limits.a/r{i}=2")}\"",
            Containers = $"{{\"name\":\"log-tail\",\"image\":\"auto\",\"resources\":{{\"requests\":{{{List(n, i => $"\"a/r{i}\":\"3\"")}}},\"limits\":{{{List(n, i => $"\"a/r{i}\":\"1\"")}}}}}}}",
        }),
        new("containers by one computed path", RequestBytes / 200, n => new()
        {
            Container = "\"env\":[{\"name\":\"A\",\"value\":\"a\"}],\"volumeMounts\":[{\"name\":\"v\",\"mountPath\":\"/var/log/app\",\"subPathExpr\":\"$(A)\"}]",
            Containers = List(n, i => $"{{\"name\":\"c{i}\",\"env\":[{{\"name\":\"A\",\"value\":\"a\"}}]}}"),
            Spec = "\"volumes\":[{\"name\":\"v\"}]",
        }),
        new("mounts that a migration copies", RequestBytes / 60, n => Migrate($"\"volumeMounts\":[{List(n, i => $"{{\"name\":\"v{i}\",\"mountPath\":\"/m/{i}\"}}")}]") with
        {
            Spec = $"\"volumes\":[{List(n, i => $"{{\"name\":\"v{i}\"}}")}]",
        }),
        new("mounts in a container with a name without end", RequestBytes / 100, n => new()
        {
            Containers = $"{{\"name\":\"{new string('n', 40 * n)}\",\"volumeMounts\":[{List(n, i => $"{{\"name\":\"v\",\"mountPath\":\"/var/log/app/{i}\"}}")}]}}",
        }),
        new("hosts behind a proxy", RequestBytes / 60, n => new()
        {
            Profiles = "cache",
            Container = $"\"env\":[{{\"name\":\"NO_PROXY\",\"value\":\"{Exclusions}\"}},{List(n + 1, i => i == 0 ? "{\"name\":\"HTTP_PROXY\",\"value\":\"http://p\"}" : $"{{\"name\":\"V{i}\",\"value\":\"http://127.{(i >> 16) & 255}.{(i >> 8) & 255}.{i & 255}:6379\"}}")}]",
        }),
        new("ports", RequestBytes / 24, n => new() { Profiles = "cache", Container = $"\"ports\":[{List(n, i => $"{{\"containerPort\":{(i % 65535) + 1}}}")}]" }),
        new("fields of a partial container", RequestBytes / 12, n => new() { Containers = $"{{\"name\":\"log-tail\",\"image\":\"auto\",{List(n, i => $"\"f{i}\":1")}}}" }),
        new("nulls of a partial container", RequestBytes / 14, n => new() { Containers = $"{{\"name\":\"log-tail\",\"image\":\"auto\",{List(n, i => $"\"f{i}\":null")}}}" }),
        new("variables of a partial container", RequestBytes / 26, n => Migrate("\"tty\":true") with { Containers = $"{{\"name\":\"migrate\",\"image\":\"auto\",\"env\":[{List(n, i => $"{{\"name\":\"V{i}\",\"value\":\"v\"}}")}]}}" }),
        new("arguments of an init container beside an ambassador", RequestBytes / 20, n => Ambassador("upstreams", "u=http://a.shop:80") with
        {
            Annotations = "\"ambassador.injector.io/upstreams\":\"u=http://a.shop:80\",\"injector.io/sidecar-mode\":\"classic\"",
            Spec = $"\"initContainers\":[{{\"name\":\"i\",\"image\":\"i\",\"args\":[{List(n, _ => "\"http://localhost\"")}]}}]",
        }),
        new("depth of a container", RequestBytes / 12, n => new() { Container = $"\"x\":{string.Concat(Enumerable.Repeat("{\"x\":", n))}1{new string('}', n)}" }),
    ];

    private static HostileShape[] OfSpecs() =>
    [
        new("volumes", RequestBytes / 32, n => new() { Spec = $"\"volumes\":[{List(n, i => $"{{\"name\":\"v{i}\",\"emptyDir\":{{}}}}")}]" }),
        new("volumes of files that are empty", RequestBytes / 140, n => new() { Spec = $"\"volumes\":[{List(n, i => $"{{\"name\":\"v{i}\",\"downwardAPI\":{{\"items\":[{{\"path\":\"f\",\"fieldRef\":{{\"fieldPath\":\"metadata.annotations['config.injector.io/f{i}']\"}}}}]}}}}")}]" }),
        new("volumes of files", AnnotationBytes / 34, n => new()
        {
            Profiles = "",
            Annotations = List(n, i => $"\"config.injector.io/f{i}\":\"\""),
            Spec = $"\"volumes\":[{List(n, i => $"{{\"name\":\"v{i}\",\"downwardAPI\":{{\"items\":[{{\"path\":\"f\",\"fieldRef\":{{\"fieldPath\":\"metadata.annotations['config.injector.io/f{i}']\"}}}}]}}}}")}]",
        }),
        new("volumes of our name", RequestBytes / 48, n => new() { Spec = $"\"volumes\":[{List(n, _ => "{\"name\":\"injector-logs\",\"configMap\":{}}")}]" }),
        new("image pull secrets", RequestBytes / 20, n => new() { Spec = $"\"imagePullSecrets\":[{List(n, i => $"{{\"name\":\"s{i}\"}}")}]" }),
        new("tolerations", RequestBytes / 24, n => new() { Spec = $"\"tolerations\":[{List(n, i => $"{{\"key\":\"k{i}\"}}")}]" }),
        new("host aliases", RequestBytes / 20, n => new() { Spec = $"\"hostAliases\":[{List(n, i => $"{{\"ip\":\"{i}\"}}")}]" }),
        new("terms of a node affinity", RequestBytes / 90, n => new()
        {
            Spec = "\"affinity\":{\"nodeAffinity\":{\"requiredDuringSchedulingIgnoredDuringExecution\":{\"nodeSelectorTerms\":["
                + List(n, _ => "{\"matchExpressions\":[{\"key\":\"kubernetes.io/os\",\"operator\":\"In\",\"values\":[\"windows\"]}]}") + "]}}}",
        }),
        new("node selector", RequestBytes / 16, n => new() { Spec = $"\"nodeSelector\":{{{List(n, i => $"\"k{i}\":\"v\"")}}}" }),
        new("sizes of huge pages of the pod", RequestBytes / 32, n => new() { Spec = $"\"resources\":{{\"requests\":{{{List(n, i => $"\"hugepages-{i}Mi\":\"1\"")}}}}}" }),
        new("sizes of huge pages of pod and sidecar", RequestBytes / 100, n => new()
        {
            Containers = $"{{\"name\":\"log-tail\",\"image\":\"auto\",\"resources\":{{\"limits\":{{{List(n, i => $"\"hugepages-{i}Mi\":\"1\"")}}}}}}}",
            Spec = $"\"resources\":{{\"limits\":{{{List(n, i => $"\"hugepages-{i}Mi\":\"1\"")}}}}}",
        }),
        new("resources of the pod", RequestBytes / 16, n => new() { Spec = $"\"resources\":{{\"limits\":{{{List(n, i => $"\"r{i}\":\"1\"")}}}}}" }),
    ];

    private static HostileShape[] OfDuplicates() =>
    [
        new("one port of a probe again and again", RequestBytes / 10, n => new() { Container = $"\"livenessProbe\":{{\"tcpSocket\":{{{List(n, _ => "\"port\":1")}}}}}" }),
        new("one probe again and again", RequestBytes / 45, n => new() { Container = List(n, _ => "\"livenessProbe\":{\"tcpSocket\":{\"port\":80}}") }),
        new("one annotation again and again", AnnotationBytes / 24, n => new() { Annotations = List(n, _ => "\"injector.io/inject\":\"x\"") }),
        new("one list again and again", RequestBytes / 28, n => new() { Container = List(n, _ => "\"env\":[{\"name\":\"A\"}]") }),
        new("members of a partial container again and again", RequestBytes / 30, n => new() { Containers = $"{{\"name\":\"log-tail\",\"image\":\"auto\",{List(n, _ => "\"resources\":{\"limits\":{}}")}}}" }),
        new("members of a container that is copied again and again", RequestBytes / 10, n => Migrate(List(n, _ => "\"tty\":true"))),
        new("metadata again and again", RequestBytes / 30, n => new() { Metadata = List(n, _ => "\"annotations\":{\"a\":\"b\"}") }),
    ];

    private static HostilePod Ambassador(string parameter, string value) => new()
    {
        Profiles = "ambassador",
        Annotations = $"\"ambassador.injector.io/{parameter}\":{Text(value)}",
    };

    private static HostilePod Migrate(string container) => new() { Profiles = "migrate", Annotations = "\"migrate.injector.io/command\":\"x\"", Container = container };

    /// <summary>Variables of which each is needed for the next, close to the most that a computed path may need (16 KiB).</summary>
    private static string Chain(string prefix) => $"\"env\":[{List(100, i => $"{{\"name\":\"{prefix}{i}\",\"value\":\"{new string('x', 100)}{(i == 0 ? "" : $"$({prefix}{i - 1})")}\"}}")}]";

    private static string MountsOf(string prefix, int count) =>
        $"{Chain(prefix)},\"volumeMounts\":[{List(count, _ => $"{{\"name\":\"v\",\"mountPath\":\"/var/log/app\",\"subPathExpr\":\"$({prefix}99)\"}}")}]";

    private static string Text(string value) => $"\"{JsonEncodedText.Encode(value)}\"";
}
