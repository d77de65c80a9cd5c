using System.Text.Json.Nodes;
using Injector.Testing.Documents;

namespace Injector.Tests.Commands;

public sealed class InjectCommandTests
{
    [Fact]
    public void Injects_a_pod_that_asks()
    {
        var run = CommandRun.WithInput(Manifests.RequestingPod, "inject", "-f", "-");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        var pod = YamlToJson.Single(run.Output)!;
        ((string?)pod["spec"]!["initContainers"]![0]!["name"]).ShouldBe("log-tail");
        run.Error.ShouldContain("pod/web (default)  injected  log-tail → log-tail");
        run.Error.ShouldContain("1 injected, 0 skipped, 0 denied, 0 passed through");
    }

    [Theory]
    [InlineData("v1", "Pod", "")]
    [InlineData("v1", "PodTemplate", "template")]
    [InlineData("v1", "ReplicationController", "spec/template")]
    [InlineData("apps/v1", "Deployment", "spec/template")]
    [InlineData("apps/v1", "StatefulSet", "spec/template")]
    [InlineData("apps/v1", "DaemonSet", "spec/template")]
    [InlineData("apps/v1", "ReplicaSet", "spec/template")]
    [InlineData("extensions/v1beta1", "Deployment", "spec/template")]
    [InlineData("batch/v1", "Job", "spec/template")]
    [InlineData("batch/v1", "CronJob", "spec/jobTemplate/spec/template")]
    [InlineData("apps.openshift.io/v1", "DeploymentConfig", "spec/template")]
    [InlineData("argoproj.io/v1alpha1", "Rollout", "spec/template")]
    public void Injects_every_kind_of_workload_at_its_pod_template(string apiVersion, string kind, string path)
    {
        var manifest = path.Length == 0 ? Manifests.RequestingPod : Manifests.Workload(apiVersion, kind, path.Split('/'));

        var whole = CommandRun.WithInput(manifest, "inject", "-f", "-", "-o", "json");
        var patch = CommandRun.WithInput(manifest, "inject", "-f", "-", "-o", "patch");

        whole.ExitCode.ShouldBe(ExitCodes.Done);
        var template = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(JsonNode.Parse(whole.Output)!, (node, step) => node[step]!);
        ((string?)template["spec"]!["initContainers"]![0]!["name"]).ShouldBe("log-tail");
        var prefix = path.Length == 0 ? "/" : $"/{path}/";
        JsonNode.Parse(patch.Output)!.AsArray().ShouldAllBe(operation => ((string)operation!["path"]!).StartsWith(prefix, StringComparison.Ordinal));
    }

    [Fact]
    public void A_foreign_kind_of_the_same_name_passes()
    {
        var manifest = Manifests.Workload("example.org/v1", "Deployment", "spec", "template");

        var run = CommandRun.WithInput(manifest, "inject", "-f", "-");

        run.Output.ShouldBe(manifest);
        run.Error.ShouldContain("deployment/thing  passed through");
    }

    [Fact]
    public void Other_documents_keep_their_bytes_beside_a_changed_one()
    {
        var run = CommandRun.WithInput($"{Manifests.ConfigMap}---\n{Manifests.RequestingPod}--- # last\n{Manifests.ConfigMap}", "inject", "-f", "-");

        run.Output.ShouldStartWith($"{Manifests.ConfigMap}---\n");
        run.Output.ShouldEndWith($"--- # last\n{Manifests.ConfigMap}");
        run.Output.ShouldContain("initContainers:");
        run.Error.ShouldContain("configmap/odd      passed through");
    }

    [Fact]
    public void Items_of_a_list_are_injected_where_they_stand()
    {
        const string List = """
            apiVersion: v1
            kind: List
            items:
            - null
            - {apiVersion: v1, kind: Service, metadata: {name: s}}
            - {apiVersion: v1, kind: Pod, metadata: {name: p, annotations: {injector.io/inject: log-tail}}, spec: {containers: [{name: a, image: b}]}}
            """;

        var patch = CommandRun.WithInput(List, "inject", "-f", "-", "-o", "patch");
        var whole = CommandRun.WithInput(List, "inject", "-f", "-", "-o", "json");

        JsonNode.Parse(patch.Output)!.AsArray().ShouldAllBe(operation => ((string)operation!["path"]!).StartsWith("/items/2/", StringComparison.Ordinal));
        var items = JsonNode.Parse(whole.Output)!["items"]!.AsArray();
        items.Count.ShouldBe(3);
        items[0].ShouldBeNull();
        ((string?)items[2]!["spec"]!["initContainers"]![0]!["name"]).ShouldBe("log-tail");
    }

    [Fact]
    public void Items_of_a_typed_list_take_their_kind_from_it()
    {
        const string List = """{"apiVersion":"v1","kind":"PodList","items":[{"metadata":{"name":"p","annotations":{"injector.io/inject":"log-tail"}},"spec":{"containers":[{"name":"a","image":"b"}]}}]}""";

        CommandRun.WithInput(List, "inject", "-f", "-").Error.ShouldContain("pod/p (default)  injected");
    }

    [Fact]
    public void Nothing_is_printed_when_anything_is_denied()
    {
        var denied = Manifests.RequestingPod.Replace("log-tail", "no-such-profile", StringComparison.Ordinal);

        var run = CommandRun.WithInput($"{Manifests.RequestingPod}---\n{denied}", "inject", "-f", "-");

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain("denied");
        run.Error.ShouldContain("no-such-profile");
        run.Error.ShouldContain("1 injected, 0 skipped, 1 denied");
    }

    [Fact]
    public void A_skip_fails_only_when_that_is_asked_for()
    {
        CommandRun.WithInput(Manifests.PlainPod, "inject", "-f", "-").ExitCode.ShouldBe(ExitCodes.Done);

        var strict = CommandRun.WithInput(Manifests.PlainPod, "inject", "-f", "-", "--fail-on-skip");

        strict.ExitCode.ShouldBe(ExitCodes.Found);
        strict.Output.ShouldBe(Manifests.PlainPod);
        strict.Error.ShouldContain("pod/web (default)  skipped  not-requested");
    }

    [Fact]
    public void A_second_run_changes_nothing()
    {
        var first = CommandRun.WithInput(Manifests.RequestingPod, "inject", "-f", "-");

        var second = CommandRun.WithInput(first.OutputBytes, "inject", "-f", "-", "--fail-on-skip");

        second.OutputBytes.ShouldBe(first.OutputBytes);
        second.ExitCode.ShouldBe(ExitCodes.Done);
        second.Error.ShouldContain("already-injected");
    }

    [Fact]
    public void Profiles_of_the_command_line_are_recorded_on_the_pod_template()
    {
        const string CronJob = """
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: hello}
            spec:
              jobTemplate:
                spec:
                  template:
                    spec: {restartPolicy: Never, containers: [{name: a, image: b}]}
            """;

        var run = CommandRun.WithInput(CronJob, "inject", "-f", "-", "--inject", "log-tail", "-o", "json");

        var template = JsonNode.Parse(run.Output)!["spec"]!["jobTemplate"]!["spec"]!["template"]!;
        ((string?)template["metadata"]!["annotations"]!["injector.io/inject"]).ShouldBe("log-tail");
        template["spec"]!["initContainers"].ShouldNotBeNull();
    }

    [Fact]
    public void A_pods_own_annotation_wins_over_the_command_line()
    {
        var no = Manifests.RequestingPod.Replace(": log-tail", ": \"false\"", StringComparison.Ordinal);

        var run = CommandRun.WithInput(no, "inject", "-f", "-", "--inject", "log-tail");

        run.Output.ShouldBe(no);
        run.Error.ShouldContain("opted-out");
    }

    [Fact]
    public void A_namespace_in_the_input_speaks_for_its_pods_wherever_it_stands()
    {
        const string Namespace = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop, annotations: {injector.io/inject: log-tail}}

            """;

        var run = CommandRun.WithInput($"{Manifests.PlainPod}---\n{Namespace}", "inject", "-f", "-", "-n", "shop");

        run.Error.ShouldContain("pod/web (shop)  injected");
    }

    [Fact]
    public void A_file_of_namespaces_speaks_for_pods()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("ns.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: default, annotations: {injector.io/inject: log-tail}}\n");

        CommandRun.WithInput(Manifests.PlainPod, "inject", "-f", "-", "--namespaces", file).Error.ShouldContain("injected");
    }

    [Fact]
    public void Says_where_an_annotation_on_a_workload_belongs()
    {
        const string Deployment = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, annotations: {injector.io/inject: log-tail}}
            spec: {template: {spec: {containers: [{name: a, image: b}]}}}
            """;

        var run = CommandRun.WithInput(Deployment, "inject", "-f", "-");

        run.Error.ShouldContain("injector.io/inject stands at metadata.annotations, where it does nothing; move it to spec.template.metadata.annotations");
        run.Output.ShouldBe(Deployment);
    }

    [Fact]
    public void A_workload_without_a_template_passes_and_that_is_said()
    {
        var run = CommandRun.WithInput("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n", "inject", "-f", "-");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Error.ShouldContain("passed through  it has no pod template (spec.template)");
    }

    [Theory]
    [InlineData("1.27", "containers")]
    [InlineData("1.33", "initContainers")]
    public void The_version_of_the_cluster_decides_how_sidecars_are_added(string version, string array)
    {
        var run = CommandRun.WithInput(Manifests.RequestingPod, "inject", "-f", "-", "--kubernetes-version", version, "-o", "json");

        JsonNode.Parse(run.Output)!["spec"]![array]!.AsArray().Select(container => (string?)container!["name"]).ShouldContain("log-tail");
    }

    [Fact]
    public void The_webhooks_configuration_counts_here_too()
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("config.yaml", "annotationPrefix: sidecars.example.org\nsidecarMode: classic\n");
        var pod = Manifests.RequestingPod.Replace("injector.io", "sidecars.example.org", StringComparison.Ordinal);

        var run = CommandRun.WithInput(pod, "inject", "-f", "-", "--config", config, "-o", "json");

        run.Error.ShouldContain("injected");
        JsonNode.Parse(run.Output)!["spec"]!["containers"]!.AsArray().Count.ShouldBe(2);
    }
}
