using Injector.Testing.Golden;

namespace Injector.Testing.Manifests;

/// <summary>Manifests to start from: pods and workloads in the styles that people and tools write, the golden pods, and a corpus where there is one.</summary>
public static class ManifestTexts
{
    private const string Requests = "injector.io/inject: log-tail";
    private const string Meta = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations:\n    " + Requests + "\n    log-tail.injector.io/file: a.log\n";
    private const string Spec = "spec:\n  containers:\n  - name: web\n    image: nginx:1\n";
    private const string Map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  k: v\n";

    /// <summary>Own texts.</summary>
    public static IReadOnlyList<string> Own { get; } =
    [
        Meta + Spec,
        "# c\n---\n" + Meta + Spec + "    # last\n",
        Meta + Spec + "...\n",
        Map + "---\n" + Meta + Spec + "---\n" + Map,
        "---\n---\n# nothing\n---\n" + Meta + Spec + "---\n",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 2\n  template:\n    metadata:\n      annotations:\n        " + Requests + " # ask\n        log-tail.injector.io/file: a.log\n    spec:\n      containers:\n        # the one\n        - name: web\n          image: nginx:1 # pinned\n          args: [\"-a\", 'b', c] # d\n      volumes:\n        - name: v\n          emptyDir: {}\n",
        "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: web}\nspec:\n  schedule: '*/5 * * * *'\n  jobTemplate:\n    spec:\n      template:\n        metadata: {annotations: {" + Requests + ", log-tail.injector.io/file: a.log}}\n        spec: {containers: [{name: web, image: x}], restartPolicy: Never}\n",
        "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"web\",\"annotations\":{\"injector.io/inject\":\"log-tail\",\"log-tail.injector.io/file\":\"a.log\"}},\"spec\":{\"containers\":[{\"name\":\"web\",\"image\":\"x\"}]}}",
        "{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"Pod\",\n  \"metadata\": {\n    \"name\": \"web\",\n    \"annotations\": {\"injector.io/inject\": \"log-tail\", \"log-tail.injector.io/file\": \"a.log\"}\n  },\n  \"spec\": {\"containers\": [{\"name\": \"web\", \"image\": \"x\"}]}\n}\n",
        "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: web\n    annotations:\n      " + Requests + "\n      log-tail.injector.io/file: a.log\n  spec:\n    containers:\n    - name: web\n      image: x\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: a}\n",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: web, annotations: {" + Requests + ", log-tail.injector.io/file: a.log}} # c\n" + Spec + "  securityContext: {runAsUser: 1.00065e+09}\n",
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations: { # note\n    " + Requests + ", # ask\n    log-tail.injector.io/file: a.log\n    # end\n  }\nspec:\n  containers: [ # c\n    {name: web, image: x} # d\n  ]\n",
        "kind: Pod\nspec:\n    containers:\n        -   name: web\n            image: x\n            command:\n                - sh\n                - -c\n                - |\n                    echo a\n                    \n                    echo b\n            env:\n                - {name: A, value: \"b\"}\n            resources: {}\nmetadata:\n    annotations:\n        " + Requests + "\n        \"log-tail.injector.io/file\": \"a.log\"\n    name: web\napiVersion: v1\n",
        Meta + "  labels: &l {app: web, tier: &t a}\n" + Spec + "    env:\n    - {name: A, value: *t}\n  nodeSelector: *l\n",
        Meta + "spec:\n  x-base: &a\n    image: base\n    args: [a]\n  containers:\n  - <<: *a # all of it\n    name: web\n    image: mine\n  - name: b\n    <<: *a\n",
        Meta + Spec + "    args:\n    - \"one\n      two\"\n    - >-\n      folded\n      text\n    - 'single\n\n      quoted'\n    env:\n    - name: A\n      value: |+\n        text\n\n",
        Meta + "spec:\n  containers:\n  -\n    name: web\n    image: x\n  - # c\n    name: b\n    image: y\n  # between\n\n  - name: c\n    image: z\n\n\n  restartPolicy: Always\n",
        "apiVersion: \"v1\"\n\"kind\": 'Pod'\n'metadata':\n  \"name\": web\n  ? annotations\n  : injector.io/inject: log-tail\n    log-tail.injector.io/file: a.log\n" + Spec,
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations:\n" + Spec,
        "apiVersion: v1\nkind: Pod\nmetadata:\n" + Spec,
        "apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {a: b}}\n" + Spec,
        "\uFEFF" + Meta + Spec + "---\n\uFEFF" + Map,
        Meta + "spec:\n    containers: [{name: web, image: x, ports: [{containerPort: 8080.0}]},\n                 {name: b, image: y}]\n    volumes: []\n    initContainers: null\n",
    ];

    /// <summary>The golden pods, with their comments.</summary>
    public static IReadOnlyList<string> Golden { get; } =
        [.. Directory.GetDirectories(GoldenCases.Folder).Order(StringComparer.Ordinal).Select(folder => File.ReadAllText(Path.Combine(folder, "pod.yaml")))];

    /// <summary>The manifests of other projects; none where the environment variable INJECTOR_CORPUS names no folder.</summary>
    public static IReadOnlyList<string> Corpus { get; } = Environment.GetEnvironmentVariable("INJECTOR_CORPUS") is { Length: > 0 } folder
        ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".yml" or ".yaml" or ".json").Order(StringComparer.Ordinal).Select(File.ReadAllText)]
        : [];

    /// <summary>All of the above.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Own, .. Golden, .. Corpus];

    /// <summary>Those that are read fast.</summary>
    public static IReadOnlyList<string> Small { get; } = [.. All.Where(text => text.Length < 6000)];

    /// <summary>Manifests with an odd value each, at several places.</summary>
    public static IEnumerable<string> WithOddScalars() =>
        OddScalars.Plain.Concat(OddScalars.Special).Concat(OddScalars.Written).SelectMany(value => new[]
        {
            $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  a: 1\n  b:\n    x: {value}\n    z: 1\n",
            $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  b:\n    - {value}\n    - z\n",
            $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  b: [{value}, {{c: {value}}}]\n",
            $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  b:\n    {value}: x\n",
            $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\nb:\n    x: {value}",
        });
}
