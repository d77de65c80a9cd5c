using System.Text;

namespace Injector.Tests.Commands;

public sealed class InjectBadInputTests
{
    [Fact]
    public void Malformed_YAML_is_told_by_file_line_and_column()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("bad.yaml", $"{Manifests.RequestingPod}---\na: 1\n b: [\n");

        var run = CommandRun.Of("inject", "-f", file);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldStartWith($"error: {file}:13:");
        run.Error.ShouldContain("not valid YAML");
    }

    [Theory]
    [InlineData("kind: Pod\napiVersion: v1\nspec: !Ref x\n", "stdin:3:1: pod: spec must be an object, but it is a string")]
    [InlineData("--- !!map # c\nkind: Pod\napiVersion: v1\n", "stdin:1:1: kubectl refuses all but a comment behind ---")]
    [InlineData("a: 1\n--- {kind: Pod,\napiVersion: v1}\n", "stdin:2:1: kubectl refuses all but a comment behind ---")]
    [InlineData("%TAG !e! tag:example.com,2000:\n---\nkind: Pod\napiVersion: v1\n", "stdin:1:1: kubectl refuses a directive ahead of a document")]
    [InlineData("kind: Pod\napiVersion: v1\nmetadata:\n  labels:\n    a: b\n    tier: 5\n", "stdin:6:5: pod: metadata.labels.tier must be a string, but it is a number: put quotes around it, \"5\"")]
    [InlineData("kind: Pod\napiVersion: v1\nmetadata:\n  annotations:\n    on: yes\n", "stdin:5:5: pod: metadata.annotations.on must be a string, but it is a boolean: put quotes around it, \"yes\"")]
    [InlineData("a: 1\n---\nkind: List\napiVersion: v1\nitems:\n- kind: Pod\n  apiVersion: v1\n  spec:\n    containers:\n    - name: 5\n", "stdin:10:7: pod: items[0].spec.containers[0].name must be a string, but it is a number: put quotes around it, \"5\"")]
    [InlineData("{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\n\"metadata\":{\"labels\":{\n\"a\":1.50}}}", "stdin:3:1: pod: metadata.labels.a must be a string, but it is a number: put quotes around it, \"1.50\"")]
    [InlineData("kind: Pod\napiVersion: v1\nspec: {containers: [{name: {{ .Chart.Name }}}]}\n", "this is a template, not a manifest: render it first (helm template CHART | injector inject -f -)")]
    [InlineData("{{- if .Values.on }}\nkind: Pod\napiVersion: v1\n{{- end }}\n", "this is a template, not a manifest: render it first (helm template CHART | injector inject -f -)")]
    [InlineData("kind: Pod\napiVersion: v1\n? [a]\n: b\n", "a key must be a text")]
    [InlineData("kind: Pod\napiVersion: v1\nspec: *x\n", "refers to no anchor")]
    [InlineData("kind: Pod\napiVersion: v1\nspec: {containers: x}\n", "spec.containers")]
    public void A_pod_that_cannot_be_edited_without_loss_is_refused(string manifest, string problem)
    {
        var run = CommandRun.WithInput(manifest, "inject", "-f", "-");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain("stdin");
        run.Error.ShouldContain(problem);
    }

    [Theory]
    [InlineData("inject")]
    [InlineData("uninject")]
    [InlineData("explain")]
    public void All_that_cannot_be_read_is_told_at_once(string command)
    {
        using var folder = new TemporaryFolder();
        var numbers = folder.Write("a.yaml", "kind: Pod\napiVersion: v1\nmetadata: {labels: {tier: 5}}\n---\nkind: Pod\napiVersion: v1\nspec: {containers: x}\n");
        var broken = folder.Write("b.yaml", "a: [\n---\nkind: Pod\napiVersion: v1\n---\nb: }\n");

        var types = CommandRun.Of(command, numbers);
        var syntax = CommandRun.Of(command, numbers, broken);
        var missing = CommandRun.Of(command, "/no/such/one.yaml", broken, "/no/such/other.yaml");

        types.Error.ShouldStartWith($"error: {numbers}:3:21: pod: metadata.labels.tier must be a string, but it is a number: put quotes around it, \"5\"\nerror: {numbers}:7:8: pod: spec.containers");
        syntax.Error.Split('\n').Select(line => line.Split(": not valid YAML")[0]).ShouldBe([$"error: {broken}:2:1", $"error: {broken}:6:4", ""]);
        missing.Error.ShouldBe("error: /no/such/one.yaml: there is no such file or folder\nerror: /no/such/other.yaml: there is no such file or folder\n");
        new[] { types, syntax, missing }.ShouldAllBe(run => run.ExitCode == ExitCodes.Usage && run.Output == "");
    }

    [Fact]
    public void Of_very_many_errors_the_first_are_told()
    {
        var run = CommandRun.WithInput(string.Concat(Enumerable.Repeat("a: [\n---\n", 25)), "inject", "-f", "-");

        run.Error.Split('\n').Length.ShouldBe(22);
        run.Error.ShouldEndWith("\n  and 5 more errors\n");
    }

    [Theory]
    [InlineData("kind: Pod\napiVersion: v1\nkind: Pod\n", "warning: stdin:3:1: the key kind stands twice, first in line 1: kubectl takes the last")]
    [InlineData("{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\n\"kind\":\"Pod\"}", "warning: stdin:2:1: the key kind stands twice: kubectl takes the last")]
    [InlineData("kind: Secret\napiVersion: v1\na: !Ref x\n", "warning: stdin:3:1: the tag !Ref has no meaning in a Kubernetes manifest")]
    [InlineData("kind: ConfigMap\napiVersion: v1\n? [a]\n: b\n", "warning: stdin:3:3: a key must be a text, not a list")]
    [InlineData("--- !!map\nkind: Secret\napiVersion: v1\n", "warning: stdin:1:1: kubectl refuses all but a comment behind ---")]
    [InlineData("%YAML 1.1\n---\nkind: Secret\napiVersion: v1\n", "warning: stdin:1:1: kubectl refuses a directive")]
    public void What_is_odd_in_a_document_that_is_not_changed_is_a_warning(string manifest, string warning)
    {
        foreach (var command in (string[])["inject", "uninject"])
        {
            var run = CommandRun.WithInput(manifest, command, "-f", "-");

            run.ExitCode.ShouldBe(ExitCodes.Done);
            run.Output.ShouldBe(manifest);
            run.Error.ShouldContain(warning);
        }
    }

    [Fact]
    public void Exponential_aliases_are_refused()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 9; i++)
        {
            text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        var run = CommandRun.WithInput(text.ToString(), "inject", "-f", "-");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("aliases expand to more than");
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var run = CommandRun.WithInput(new string('[', 5000), "inject", "-f", "-");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("nested deeper than 900 levels");
    }

    [Fact]
    public void Text_that_is_not_UTF8_is_told_with_its_place()
    {
        var run = CommandRun.WithInput([.. "a: 1\nb: "u8, 0xFF, 0xFE], "inject", "-f", "-");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("stdin:2:4: is not UTF-8 text from here on");
    }

    [Fact]
    public void UTF16_of_a_shell_is_told_with_the_way_out()
    {
        var run = CommandRun.WithInput([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("a: 1")], "inject", "-f", "-");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("UTF-16");
        run.Error.ShouldContain("save it as UTF-8");
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var run = CommandRun.Of("inject", "-f", "/no/such/file.yaml");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldBe("error: /no/such/file.yaml: there is no such file or folder\n");
    }

    [Fact]
    public void A_folder_without_manifests_is_named()
    {
        using var folder = new TemporaryFolder();

        var run = CommandRun.Of("inject", "-f", folder.Path);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("holds no file that ends in .yaml, .yml or .json");
    }

    [Fact]
    public void The_standard_input_is_read_once()
    {
        CommandRun.WithInput("a: 1", "inject", "-f", "-", "-f", "-").ExitCode.ShouldBe(ExitCodes.Usage);
    }

    [Fact]
    public void A_wrong_profile_stops_everything()
    {
        using var folder = new TemporaryFolder();
        folder.Write("p.yaml", "apiVersion: injector.io/v1alpha1\nkind: SidecarProfile\nmetadata: {name: x}\nspec: {descripton: y}\n");

        var run = CommandRun.WithInput(Manifests.RequestingPod, "inject", "-f", "-", "--profiles", folder.Path);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain("p.yaml:4:");
        run.Error.ShouldContain("descripton");
    }

    [Theory]
    [InlineData("just text", "a single value, not a Kubernetes object")]
    [InlineData("- a\n- b\n", "a list, not a Kubernetes object")]
    [InlineData("a: b\n", "it has no kind")]
    [InlineData("# nothing\n", "nothing in it")]
    public void A_document_that_is_no_object_passes_and_that_is_said(string text, string reason)
    {
        var run = CommandRun.WithInput(text, "inject", "-f", "-");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Output.ShouldBe(text);
        run.Error.ShouldContain(reason);
    }

    [Fact]
    public void An_empty_input_is_said_to_be_empty()
    {
        var run = CommandRun.WithInput("", "inject", "-f", "-");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldBe("the input holds no document\n");
    }
}
