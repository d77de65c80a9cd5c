using Injector.Tests.Commands;

namespace Injector.Tests.Documents;

/// <summary><c>inject | uninject</c> gives every byte back, however a manifest is written.</summary>
public sealed class RoundTripTests
{
    private const string Meta = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations:\n    injector.io/inject: log-tail\n";
    private const string Spec = "spec:\n  containers:\n  - name: web\n    image: x\n";

    public static TheoryData<string> Manifests =>
    [
        Meta + Spec + "    command: [sh]\n    args:\n    - |\n      echo a\n      echo b",
        Meta + Spec + "    args:\n    - |+\n      echo a\n\n",
        Meta + Spec + "    args:\n    - |\n      \n      echo a\n    - >-\n      \n      b\n",
        Meta + Spec + "    args: [\n    a, \"b\n    c\"\n    ]\n",
        Meta + Spec + "    volumeMounts:\n  volumes:\n",
        Meta + Spec + "  initContainers:\n  volumes:\n  imagePullSecrets:\n",
        Meta + Spec + "  - image: nginx\n",
        Meta + "    x: |\n" + Spec,
        Meta + "    x: |\n      \n" + Spec,
        Meta + "  labels: &l {app: web, tier: &t a}\n" + Spec + "    env:\n    - {name: A, value: *t}\n  nodeSelector: *l\n",
        Meta + "spec:\n  x-base: &a {image: base}\n  containers:\n  - name: web\n    image: mine\n    <<: *a\n",
        Meta + "spec:\n  x-base: &a\n    image: base\n    args: [a]\n  containers:\n  - <<: *a # all of it\n    name: web\n    image: mine\n",
        Meta + "spec:\n  x-base: &a\n    env: [{name: A, value: b}]\n  containers:\n  - name: web\n    <<: *a\n    image: mine\n  - <<: *a\n    name: other\n    image: x\n",
        Meta + "  labels:\n    a: b\n    c: d\n    a: e\n" + Spec + "    image: y\n    # twice\n    image: z\n",
        Meta + Spec + "    x: !Ref y\n    z: !!binary aGk=\n",
        "\uFEFF" + Meta + Spec,
        "kind: ConfigMap\napiVersion: v1\n---\n\uFEFF" + Meta + Spec,
        "kind: ConfigMap\napiVersion: v1\n---\n# c\n\uFEFF# d\n" + Meta + Spec + "\uFEFF---\nkind: ConfigMap\napiVersion: v1\n",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: web, annotations: {injector.io/inject: log-tail}} # c\n" + Spec,
        "apiVersion: v1\nkind: Pod\nmetadata:\n  annotations: { # note\n    injector.io/inject: log-tail # ask\n    # end\n  }\n" + Spec,
        "apiVersion: v1\nkind: Pod\nmetadata:\n  annotations: {injector.io/inject: log-tail,}\n" + Spec,
        "---# c\n" + Meta + Spec,
        Meta + Spec + $"  x: {new string('[', 200)}{new string(']', 200)}\n",
        $"apiVersion: v1\nkind: ConfigMap\ndata: {new string('[', 800)}{new string(']', 800)}\n---\n" + Meta + Spec,
        "kind: ConfigMap\napiVersion: v1\n---#c\n" + Meta + Spec + "---#d\nkind: ConfigMap\napiVersion: v1\n",
        Meta + Spec + "%YAML 1.1\nx: ]\n",
        ("  " + Meta + Spec).Replace("\n", "\n  ", StringComparison.Ordinal) + "\nx: ]\n---\nkind: ConfigMap\napiVersion: v1\n",
        Meta + Spec + "...\nx: ]\n",
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\"}\n# c\n" + Meta + Spec,
        Meta + Spec + "    command: [a]\n    args:\n    - [x]\n    - :8080\n".Replace("- [x]\n    ", "", StringComparison.Ordinal),
        "apiVersion: example.com/v1\nkind: Bundle\nitems:\n- " + (Meta + Spec).Replace("\n", "\n  ", StringComparison.Ordinal).TrimEnd() + "\n",
        "apiVersion: v1\nkind: Pod\nmetadata:\n  annotations: {\"injector.io/inject\": 'log-tail', b: c, }\n  labels: {}\n" + Spec + "    ports: [{containerPort: 8080.0}]\n  securityContext: {runAsUser: 1.00065e+09}\n",
    ];

    [Theory]
    [MemberData(nameof(Manifests))]
    public void Every_byte_comes_back(string manifest)
    {
        foreach (var text in (string[])[manifest, manifest.Replace("\n", "\r\n", StringComparison.Ordinal), manifest.TrimEnd('\n')])
        {
            var injected = CommandRun.WithInput(text, "inject", "-f", "-");
            var removed = CommandRun.WithInput(injected.OutputBytes, "uninject", "-f", "-");

            injected.ExitCode.ShouldBe(ExitCodes.Done, injected.Error);
            injected.Output.ShouldNotBe(text);
            removed.Output.ShouldBe(text, injected.Error);
            if (text.Contains('\r', StringComparison.Ordinal))
            {
                injected.Output.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain("\n");
            }
        }
    }
}
