using System.Text.Json.Nodes;
using Injector.Testing.Documents;

namespace Injector.Tests.Commands;

public sealed class InjectOutputTests
{
    [Fact]
    public void Several_inputs_are_joined_with_separators_and_a_folder_is_read_in_order()
    {
        using var folder = new TemporaryFolder();
        folder.Write("b.yaml", "b: 1");
        folder.Write("a/z.yml", "a: 1\n");
        folder.Write("c.json", "{\"c\":1}");
        folder.Write("ignored.txt", "x");
        folder.Write("..data/b.yaml", "twice: 1");

        var run = CommandRun.Of("inject", "-f", folder.Path);

        run.Output.ShouldBe("a: 1\n---\nb: 1\n---\n{\"c\":1}");
        run.ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public void A_changed_document_keeps_line_ends_and_byte_order_mark()
    {
        var input = "\uFEFF---\r\n" + Manifests.RequestingPod.Replace("\n", "\r\n", StringComparison.Ordinal);

        var run = CommandRun.WithInput(input, "inject", "-f", "-");

        run.Output.ShouldStartWith("\uFEFF---\r\napiVersion: v1\r\n");
        run.Output.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain("\n");
        YamlToJson.Single(run.Output[1..])!["spec"]!["initContainers"].ShouldNotBeNull();
    }

    [Fact]
    public void A_changed_JSON_document_stays_JSON_unless_YAML_is_asked_for()
    {
        const string Json = """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","annotations":{"injector.io/inject":"log-tail","number":"1e3"}},"spec":{"containers":[{"name":"a","image":"b"}],"weight":1.50}}""";

        var same = CommandRun.WithInput(Json, "inject", "-f", "-");
        var yaml = CommandRun.WithInput(Json, "inject", "-f", "-", "-o", "yaml");

        same.Output.ShouldStartWith("{\"apiVersion\":\"v1\"");
        same.Output.ShouldContain("\"weight\":1.50");
        JsonNode.Parse(same.Output)!["spec"]!["initContainers"].ShouldNotBeNull();
        yaml.Output.ShouldStartWith("apiVersion: v1\nkind: Pod\n");
        yaml.Output.ShouldContain("number: \"1e3\"");
        yaml.Output.ShouldContain("weight: 1.50");
    }

    [Fact]
    public void Several_documents_become_one_list_in_JSON()
    {
        var run = CommandRun.WithInput($"{Manifests.ConfigMap}---\n{Manifests.RequestingPod}", "inject", "-f", "-", "-o", "json");

        var list = JsonNode.Parse(run.Output)!;
        ((string?)list["kind"]).ShouldBe("List");
        list["items"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public void Anchors_stay_where_what_they_stand_for_is_changed_alike()
    {
        const string Pod = """
            apiVersion: v1
            kind: Pod
            metadata: {name: p, annotations: {injector.io/inject: log-tail}}
            spec:
              containers:
              - &base {name: a, image: b}
              - <<: *base
                name: c
            """;

        var run = CommandRun.WithInput(Pod, "inject", "-f", "-");

        run.Output.ShouldContain("  - &base {name: a, image: b, volumeMounts: [");
        run.Output.ShouldContain("  - <<: *base\n    name: c\n");
        run.Error.ShouldNotContain("anchors");
    }

    [Fact]
    public void The_difference_is_one_that_patch_applies()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("pod.yaml", Manifests.RequestingPod.TrimEnd('\n'));
        var expected = CommandRun.Of("inject", "-f", file).Output;

        var diff = CommandRun.Of("inject", "-f", file, "-o", "diff");
        folder.Write("change.diff", diff.OutputBytes);
        using var patch = System.Diagnostics.Process.Start("patch", ["-s", file, Path.Combine(folder.Path, "change.diff")]);
        patch.WaitForExit();

        diff.Output.ShouldStartWith($"--- {file}\n+++ {file} (injected)\n@@ ");
        patch.ExitCode.ShouldBe(0);
        File.ReadAllText(file).ShouldBe(expected);
    }

    [Fact]
    public void Separators_and_comments_between_documents_are_no_news()
    {
        var run = CommandRun.WithInput($"# head\n---\n# Source: a.yaml\n---\n{Manifests.PlainPod}---\n", "inject", "-f", "-");

        run.Error.ShouldBe("pod/web (default)  skipped  not-requested\n0 injected, 1 skipped, 0 denied, 0 passed through\n");
    }

    [Fact]
    public void No_difference_is_no_output()
    {
        CommandRun.WithInput(Manifests.PlainPod, "inject", "-f", "-", "-o", "diff").Output.ShouldBeEmpty();
        CommandRun.WithInput(Manifests.PlainPod, "inject", "-f", "-", "-o", "patch").Output.ShouldBeEmpty();
    }

    [Fact]
    public void Concatenated_JSON_documents_are_told_apart()
    {
        const string Pod = """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","annotations":{"injector.io/inject":"log-tail"}},"spec":{"containers":[{"name":"a","image":"b"}]}}""";
        const string Other = """ {"apiVersion":"v1","kind":"Service"}""";

        var same = CommandRun.WithInput($"{Pod}\n{Other}\n", "inject", "-f", "-");
        var yaml = CommandRun.WithInput($"{Other}{Pod}\n", "inject", "-f", "-", "-o", "yaml");

        same.Output.ShouldEndWith($"\n{Other}\n");
        same.Error.ShouldContain("1 injected, 0 skipped, 0 denied, 1 passed through");
        YamlToJson.All(yaml.Output).Count.ShouldBe(2);
    }
}
