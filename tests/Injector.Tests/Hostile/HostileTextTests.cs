using System.Text;
using System.Text.Json;
using Injector.Testing.FakeApiServer;
using Injector.Testing.Hostile;
using Injector.Testing.RandomPods;
using Injector.Tests.Commands;

namespace Injector.Tests.Hostile;

/// <summary>Whatever others write, and wherever: no character of it commands a terminal, hides something or begins a line as if it were ours.</summary>
public sealed class HostileTextTests
{
    private const int Runs = 60;

    [Fact]
    public void Reports_on_manifests_show_it()
    {
        for (var seed = 1; seed <= Runs; seed++)
        {
            var manifest = new HostileManifest(new Dice(seed), halves: seed % 10 == 0);
            var input = $"{manifest.Pod()}\n---\n{manifest.Workload()}\n";

            Check(seed, CommandRun.WithInput(input, "inject", "-f", "-"), results: false);
            Check(seed, CommandRun.WithInput(input, "inject", "-f", "-", "-o", "diff"), results: false);
            Check(seed, CommandRun.WithInput(input, "uninject", "-f", "-"), results: false);
            Check(seed, CommandRun.WithInput(input, "explain", "-f", "-", "--verbose"), results: true);
            Check(seed, CommandRun.WithInput(manifest.Review(), "explain", "-f", "-", "--admission-review"), results: true);
        }
    }

    [Fact]
    public void Documents_that_cannot_be_read_are_shown_it_too()
    {
        for (var seed = 1; seed <= Runs; seed++)
        {
            var dice = new Dice(seed);
            var text = HostileText.Of(dice);
            var quoted = Quoted(text);
            var document = dice.Pick(
                $"a: *{text}", $"{text}: [", $"a: !{text} b", $"{{{quoted}: 1, {quoted}: 2}}", $"[{quoted}", $"kind: Pod\nmetadata: {quoted}\n", $"a: &{text} 1\nb: *c",
                $"kind: Pod\napiVersion: v1\nspec: {{containers: [{{name: {quoted}, {quoted}: {{}}, image: 1}}]}}\nmetadata: {{annotations: {{{quoted}: 5}}}}", $"%{text}\n---\na", $"a: \"\\q{text}",
                $"kind: {quoted}\nmetadata: {{name: {quoted}, annotations: {{injector.io/inject: {quoted}}}}}\n", text, $"a: {text}\n b: {{{{ {text} }}}}");

            Check(seed, CommandRun.WithInput(document, "inject", "-f", "-"), results: false);
            Check(seed, CommandRun.WithInput(document, "explain", "-f", "-"), results: true);
        }
    }

    [Fact]
    public void Command_lines_and_names_of_files_are_shown_it_too()
    {
        for (var seed = 1; seed <= Runs; seed++)
        {
            var dice = new Dice(seed);
            using var folder = new TemporaryFolder();
            string Text() => HostileText.Of(dice).Replace('\0', 'x').Replace('/', 'x') is var text && text.Length > 60 ? text[..50].TrimEnd('\ud83d') : text;
            var file = Path.Combine(folder.Path, Text());
            var pod = new HostileManifest(dice, halves: false).Pod();
            File.WriteAllText(file, pod + "\n---\n" + pod);
            var wrong = folder.Write(Text() + ".yaml", dice.Pick($"{Quoted(Text())}: 1\n", "a: [", $"sidecarMode: {Quoted(Text())}\n", $"a: {Text()}\n"));

            Check(seed, CommandRun.Of("inject", "-f", file), results: false);
            var patch = CommandRun.Of("inject", "-f", file, "-o", "patch");
            Check(seed, patch with { OutputBytes = Encoding.UTF8.GetBytes(string.Join('\n', patch.Output.Split('\n').Where(line => line is not [' ' or '[' or ']', ..]))) }, results: true);
            Check(seed, CommandRun.Of("inject", "-f", wrong), results: false);
            Check(seed, CommandRun.Of("inject", "-f", Path.Combine(folder.Path, Text())), results: false);
            Check(seed, CommandRun.WithInput(pod, "inject", "-f", "-", dice.Pick("--inject", "--namespace", "--kubernetes-version", "--config", "--profiles", "--namespaces", "-o", "--template"), Text()), results: false);
            Check(seed, CommandRun.WithInput(pod, "inject", "-f", "-", dice.Pick("--config", "--profiles", "--namespaces"), wrong), results: false);
            Check(seed, CommandRun.Of(dice.Pick("help", "profiles", "serve", "completion", "check"), Text()), results: true);
            Check(seed, CommandRun.Of(Text(), Text()), results: true);
            Check(seed, CommandRun.Of("inject", $"--{Text()}"), results: true);
            Check(seed, CommandRun.Of("serve", dice.Pick("--listen", "--profiles", "--config", "--tls-cert", "--tenant-rules", "--kubeconfig"), Text()), results: true);
            Check(seed, CommandRun.Of("serve", "--log-format", "json", "--config", wrong), results: true, json: true);
            Check(seed, CommandRun.Of(dice.Pick("check", "drift"), "--kubeconfig", wrong), results: true);
            Check(seed, CommandRun.Of("profiles", "show", Text()), results: true);
            Check(seed, CommandRun.Of("profiles", "init", Text(), "-d", folder.Path), results: true);
        }
    }

    [Fact]
    public void Profiles_are_shown_it_too()
    {
        for (var seed = 1; seed <= Runs; seed++)
        {
            var dice = new Dice(seed);
            using var folder = new TemporaryFolder();
            string Text(string ordinary) => Quoted(dice.OneIn(2) ? ordinary : HostileText.Of(dice));
            folder.Write("own.yaml", $$"""
                apiVersion: injector.io/v1alpha1
                kind: SidecarProfile
                metadata: {name: {{(dice.OneIn(5) ? Text("own") : "own")}} }
                spec:
                  description: {{Text("What it is for.")}}
                  parameters:
                    - name: {{(dice.OneIn(5) ? Text("level") : "level")}}
                      type: string
                      description: {{Text("How much.")}}
                      example: {{Text("much")}}
                      default: {{Text("little")}}
                  sidecars:
                    - container:
                        name: {{(dice.OneIn(5) ? Text("helper") : "helper")}}
                        image: {{Text("example/helper")}}
                        {{(dice.OneIn(5) ? Text("field") : "args")}}: [{{Text("$(level)")}}]
                  warnings:
                    - text: {{Text("Look out: $(level)")}}
                """);
            folder.Write(Path.Combine("tests", "one", "pod.yaml"), $"kind: Pod\napiVersion: v1\nmetadata: {{name: {Text("web")}, annotations: {{injector.io/inject: own, own.injector.io/level: {Text("x")}}}}}\nspec: {{containers: [{{name: web, image: x}}]}}\n");

            Check(seed, CommandRun.Of("profiles", "lint", folder.Path), results: true);
            Check(seed, CommandRun.Of("profiles", "lint", folder.Path, "-o", "github"), results: true);
            Check(seed, CommandRun.Of("profiles", "list", "--profiles", folder.Path), results: true);
            Check(seed, CommandRun.Of("profiles", "show", "own", "--profiles", folder.Path), results: true);
            Check(seed, CommandRun.Of("profiles", "show", "own", "--profiles", folder.Path, "-o", "markdown"), results: true);
            Check(seed, CommandRun.Of("profiles", "test", folder.Path), results: true);
            Check(seed, CommandRun.Of("inject", "--profiles", folder.Path, "-f", Path.Combine(folder.Path, "tests", "one", "pod.yaml")), results: false);
        }
    }

    [Fact]
    public async Task Clusters_are_shown_it_too()
    {
        for (var seed = 1; seed <= 15; seed++)
        {
            var dice = new Dice(seed);
            Check(seed, await FakeCluster.QueryAsync(request => AnswerAsync(request, dice), "check"), results: true);
            Check(seed, await FakeCluster.QueryAsync(request => AnswerAsync(request, dice), "drift"), results: true);
            Check(seed, await FakeCluster.QueryAsync(request => AnswerAsync(request, dice), "check", "-o", "short", "--fail-on-warning"), results: true);
            Check(seed, await FakeCluster.QueryAsync(request => AnswerAsync(request, dice), "version"), results: true);
            Check(seed, await FakeCluster.QueryAsync(request => AnswerAsync(request, dice), "explain", dice.Pick("pod/web", "deploy/web", "ns/shop"), "-n", "shop"), results: true);
            Check(seed, await FakeCluster.QueryAsync(request => AnswerAsync(request, dice), "certificates", "rotate", "--timeout", "0s"), results: true);
        }
    }

    [Fact]
    public void Kubeconfigs_are_shown_it_too()
    {
        for (var seed = 1; seed <= Runs; seed++)
        {
            var dice = new Dice(seed);
            using var folder = new TemporaryFolder();
            string Text() => Quoted(HostileText.Of(dice));
            var name = Text();
            var kubeconfig = folder.Write("config", $$"""
                apiVersion: v1
                kind: Config
                current-context: {{dice.Pick(name, Text())}}
                contexts: [{name: {{name}}, context: {cluster: {{dice.Pick(name, Text())}}, user: {{dice.Pick(name, Text())}}, namespace: {{Text()}} } }]
                clusters: [{name: {{name}}, cluster: {server: {{dice.Pick("\"https://127.0.0.1:1\"", Text())}}, {{dice.Pick("certificate-authority", "proxy-url", "tls-server-name", Text())}}: {{Text()}} } }]
                users: [{name: {{name}}, user: {{dice.Pick($"{{token: {Text()}}}", $"{{tokenFile: {Text()}}}", $"{{exec: {{command: {Text()}, apiVersion: {Text()}}}}}", $"{{exec: {{command: sh, apiVersion: client.authentication.k8s.io/v1, args: [-c, {Quoted($"printf '%s' {Quoted(HostileText.Of(dice).Replace("$", "", StringComparison.Ordinal).Replace('\0', 'x'))} >&2; exit 1")}]}}}}")}}}]
                """);

            Check(seed, CommandRun.Of("check", "--kubeconfig", kubeconfig, "--request-timeout", "2s"), results: true);
            Check(seed, CommandRun.Of("drift", "--kubeconfig", kubeconfig, "--context", HostileText.Of(dice).Replace('\0', 'x'), "--request-timeout", "2s"), results: true);
        }
    }

    private static Task AnswerAsync(FakeRequest request, Dice dice)
    {
        var manifest = new HostileManifest(dice, halves: false);
        string Text(string ordinary) => Quoted(dice.OneIn(3) ? ordinary : HostileText.Of(dice));
        if (request.Path == "/version")
        {
            return request.AnswerAsync($$"""{"gitVersion": {{Text("v1.34.1")}} }""");
        }

        return dice.OneIn(8) ? request.RefuseAsync(dice.Pick(403, 404, 500, 422), "Forbidden", HostileText.Of(dice))
            : request.Path.EndsWith("/pods", StringComparison.Ordinal) || request.Path.EndsWith('s')
                ? request.AnswerAsync($$"""{"metadata": {}, "items": [{{manifest.Pod()}}, {{manifest.Workload()}}]}""")
                : request.AnswerAsync($$"""
                    {"metadata": {"name": "injector", "namespace": {{Text("injector-system")}} }, "data": { {{Text("config.yaml")}}: {{Text("sidecarMode: auto")}} },
                    "webhooks": [{"name": {{Text("pods.injector.io")}}, "failurePolicy": {{Text("Ignore")}}, "clientConfig": {"service": {"namespace": {{Text("injector-system")}}, "name": {{Text("injector")}} } },
                    "rules": [{"operations": ["CREATE"], "apiGroups": [""], "apiVersions": ["v1"], "resources": ["pods"]}],
                    "namespaceSelector": {"matchExpressions": [{"key": {{Text("injector.io/injection")}}, "operator": {{Text("NotIn")}}, "values": [{{Text("disabled")}}]}]} }]}
                    """);
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static void Check(int seed, CommandRun run, bool results, bool json = false)
    {
        run.ExitCode.ShouldNotBe(ExitCodes.Fault, $"seed {seed}: {run.Error}");
        HostileText.FoundIn(run.Error).ShouldBeEmpty($"seed {seed}, standard error:\n{run.Error}");
        if (results)
        {
            HostileText.FoundIn(run.Output).ShouldBeEmpty($"seed {seed}, standard output:\n{run.Output}");
        }

        if (json)
        {
            run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.StartsWith('{'));
        }
    }
}
