namespace Injector.Tests.Commands;

/// <summary>What the command line leaves alone, and what it says about it.</summary>
public sealed class PassedManifestTests : IDisposable
{
    private const string Knative = """
        apiVersion: serving.knative.dev/v1
        kind: Service
        metadata: {name: hello}
        spec:
          template:
            metadata:
              annotations:
                injector.io/inject: log-tail
            spec:
              containers:
              - name: hello
                image: example.test/hello:1

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("host-network", "hostNetwork: true")]
    [InlineData("windows-pod", "nodeSelector: {kubernetes.io/os: windows}")]
    public void A_workload_that_is_skipped_keeps_its_bytes_and_the_report_says_why(string reason, string field)
    {
        var manifest = $"apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {{name: agent}}   # a comment\nspec:\n  template:\n    spec:\n      {field}\n"
            + "      containers:\n      - {name: agent,   image: x}\n";

        var run = CommandRun.WithInput(manifest, "inject", "-f", "-", "--inject", "log-tail");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Output.ShouldBe(manifest);
        run.Error.ShouldStartWith($"daemonset/agent (default)  skipped  {reason}: ");
        CommandRun.WithInput(manifest, "inject", "-f", "-", "--inject", "log-tail", "-o", "patch").Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("  imagePullSecrets: [{name: mine}]\n", 0)]
    [InlineData("  imagePullSecrets: []\n", 1)]
    public void Pull_secrets_that_switch_off_those_of_the_service_account_are_noted(string own, int notes)
    {
        _folder.Write("priv.yaml", """
            apiVersion: injector.io/v1alpha1
            kind: SidecarProfile
            metadata: {name: priv}
            spec:
              description: A private image.
              sidecars:
                - container: {name: agent, image: "registry.example.test/agent:1", securityContext: {runAsUser: 1000}}
              pod: {imagePullSecrets: [{name: agent-pull}]}
            """);

        var run = CommandRun.WithInput(Manifests.PlainPod + own, "inject", "-f", "-", "--inject", "priv", "--profiles", _folder.Path);

        run.Error.Split('\n').Count(line => line.StartsWith("note: pod/web: with imagePullSecrets of its own (agent-pull)", StringComparison.Ordinal)).ShouldBe(notes);
        CommandRun.WithInput(run.Output, "inject", "-f", "-", "--profiles", _folder.Path).Error.ShouldNotContain("note:");
    }

    [Fact]
    public void A_kind_that_is_not_read_and_asks_is_told_and_counts_as_skipped()
    {
        var run = CommandRun.WithInput(Knative, "inject", "-f", "-");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Output.ShouldBe(Knative);
        run.Error.ShouldContain(
            "warning: service/hello: spec.template.metadata.annotations asks for sidecars, but the kind Service (serving.knative.dev/v1) is not read here, "
            + "so nothing was injected; its pod template is read with --template Service.serving.knative.dev=spec.template\n");
        CommandRun.WithInput(Knative, "inject", "-f", "-", "--fail-on-skip").ExitCode.ShouldBe(ExitCodes.Found);
        CommandRun.WithInput(Knative, "explain", "-f", "-").Error.ShouldContain("service/hello: spec.template.metadata.annotations asks");
    }

    [Theory]
    [InlineData("argoproj.io/v1alpha1", "Workflow", "podMetadata: {annotations: {injector.io/inject: logging}}", "spec.podMetadata.annotations")]
    [InlineData("argoproj.io/v1alpha1", "Workflow", "podMetadata: {labels: {injector.io/inject: logging}}", "spec.podMetadata.labels")]
    [InlineData("example.test/v1", "Fleet", "groups: [{template: {metadata: {annotations: {logging.injector.io/output: loki}}}}]", "spec.groups[0].template.metadata.annotations")]
    [InlineData("v1", "Made", "deep: {annotations: {injector.io/sidecar-mode: classic}}", "spec.deep.annotations")]
    public void Whatever_the_kind_what_asks_in_it_is_found(string version, string kind, string spec, string place)
    {
        var manifest = $"apiVersion: {version}\nkind: {kind}\nmetadata: {{name: it}}\nspec:\n  {spec}\n";

        var run = CommandRun.WithInput(manifest, "inject", "-f", "-", "--fail-on-skip");

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Output.ShouldBe(manifest);
        run.Error.ShouldContain($"{kind.ToLowerInvariant()}/it: {place} asks for sidecars");
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, annotations: {injector.io/inject: logging}}\n")]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: it}\ndata: {annotations: \"injector.io/inject: logging\"}\n")]
    [InlineData("apiVersion: v1\nkind: Service\nmetadata: {name: it, annotations: {prometheus.io/scrape: \"true\"}}\n")]
    public void What_does_not_ask_passes_without_a_word(string manifest)
    {
        var run = CommandRun.WithInput(manifest, "inject", "-f", "-", "--fail-on-skip");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Error.ShouldNotContain("warning");
    }

    [Theory]
    [InlineData("kyverno.io/v1", "ClusterPolicy", "validate: {pattern: {spec: {containers: [{image: '!*:latest'}]}}}")]
    [InlineData("kyverno.io/v1", "Policy", "validate: {pattern: {spec: {containers: [{name: '*', image: 'a.test/* | b.test/*'}]}}}")]
    [InlineData("kyverno.io/v1", "ClusterPolicy", "validate: {pattern: {spec: {containers: [{'=(securityContext)': {privileged: false}}]}}}")]
    [InlineData("admission.k8s.io/v1", "AdmissionReview", "request: {object: {spec: {containers: [{name: web, image: web}]}}}")]
    public void What_only_looks_like_a_pod_does_not_ask_though_the_command_line_asks_for_all(string version, string kind, string content)
    {
        var manifest = $"apiVersion: {version}\nkind: {kind}\nmetadata: {{name: it}}\nspec:\n  {content}\n{content}\n";

        var run = CommandRun.WithInput(manifest, "inject", "-f", "-", "--inject", "logging", "--fail-on-skip");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Output.ShouldBe(manifest);
        run.Error.ShouldNotContain("warning");
    }

    [Fact]
    public void The_pod_template_of_another_kind_is_injected_where_the_command_line_says_that_it_is()
    {
        string[] template = ["--template", "Service.serving.knative.dev=spec.template", "--template", "Fleet.example.test=spec.pods"];

        var injected = CommandRun.WithInput(Knative, ["inject", "-f", "-", .. template]);
        var back = CommandRun.WithInput(injected.Output, ["uninject", "-f", "-", .. template]);
        var explained = CommandRun.WithInput(Knative, ["explain", "-f", "-", .. template]);

        injected.Error.ShouldContain("service/hello (default)  injected  log-tail");
        back.Output.ShouldBe(Knative);
        explained.Output.ShouldStartWith("service/hello in namespace default: injected\n");
    }

    [Theory]
    [InlineData("spec.replicatedJobs[*].template.spec.template")]
    [InlineData("spec.*[*].template.spec.template")]
    public void Each_pod_template_of_a_list_is_injected_and_told_by_its_place(string path)
    {
        const string JobSet = """
            apiVersion: jobset.x-k8s.io/v1alpha2
            kind: JobSet
            metadata:
              name: training
            spec:
              replicatedJobs:
                - name: driver
                  template:
                    spec:
                      template: {metadata: {annotations: {injector.io/inject: shared-volume}}, spec: {containers: [{name: a, image: "a:1"}]}}
                - name: workers
                  template:
                    spec:
                      template:
                        metadata:
                          annotations:
                            injector.io/inject: shared-volume
                        spec:
                          containers:
                            - name: b
                              image: b:1

            """;
        string[] template = ["--template", $"JobSet.jobset.x-k8s.io={path}"];

        var injected = CommandRun.WithInput(JobSet, ["inject", "-f", "-", .. template]);
        var explained = CommandRun.WithInput(JobSet, ["explain", "-f", "-", .. template]);

        injected.Error.ShouldContain("jobset/training spec.replicatedJobs.0.template.spec.template (default)  injected");
        injected.Error.ShouldContain("jobset/training spec.replicatedJobs.1.template.spec.template (default)  injected");
        CommandRun.WithInput(injected.Output, ["uninject", "-f", "-", .. template]).Output.ShouldBe(JobSet.ReplaceLineEndings("\n"));
        explained.Output.ShouldContain("jobset/training spec.replicatedJobs.1.template.spec.template in namespace default: injected\n");
        CommandRun.WithInput(JobSet, "inject", "-f", "-").Error.ShouldContain("its pod template is read with --template JobSet.jobset.x-k8s.io=spec.replicatedJobs[*].template.spec.template");
    }

    [Theory]
    [InlineData(",")]
    [InlineData("}}")]
    [InlineData("- a")]
    public void What_kubectl_takes_no_notice_of_stays_ignored_behind_a_document_that_is_injected(string rest)
    {
        foreach (var (note, marker) in (ReadOnlySpan<(string, string)>)[("a", ""), ("a\u2028b", "\n...\n")])
        {
            var manifest = $$$"""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","annotations":{"injector.io/inject":"log-tail","note":"{{{note}}}"}},"spec":{"containers":[{"name":"web","image":"x"}]}}{{{rest}}}""";

            var injected = CommandRun.WithInput(manifest, "inject", "-f", "-");

            injected.Error.ShouldContain("kubectl reads nothing from here on");
            injected.Output.ShouldEndWith($"{marker}{rest}");
            CommandRun.WithInput(injected.Output, "inject", "-f", "-").Output.ShouldBe(injected.Output);
            var removed = CommandRun.WithInput(injected.Output, "uninject", "-f", "-");
            removed.ExitCode.ShouldBe(ExitCodes.Done);
            if (marker.Length == 0)
            {
                removed.Output.ShouldBe(manifest);
            }
        }
    }

    [Fact]
    public void A_kind_may_carry_pod_templates_at_several_places()
    {
        const string Cluster = """
            {"apiVersion": "ray.io/v1", "kind": "RayCluster", "metadata": {"name": "r"}, "spec": {
            "headGroupSpec": {"template": {"metadata": {"annotations": {"injector.io/inject": "shared-volume"}}, "spec": {"containers": [{"name": "h", "image": "h:1"}]}}},
            "workerGroupSpecs": [{"template": {"spec": {"containers": [{"name": "w", "image": "w:1"}]}}}]}}
            """;

        var run = CommandRun.WithInput(
            Cluster, "inject", "-f", "-", "--template", "RayCluster.ray.io=spec.headGroupSpec.template", "--template", "RayCluster.ray.io=spec.workerGroupSpecs[0].template");

        run.Error.ShouldContain("raycluster/r spec.headGroupSpec.template (default)");
        run.Error.ShouldContain("raycluster/r spec.workerGroupSpecs.0.template (default)");
        run.Error.ShouldContain("not-requested");
    }

    [Fact]
    public void What_the_command_line_asks_for_all_is_asked_for_other_kinds_too()
    {
        var silent = Knative.Replace("injector.io/inject", "example.test/note", StringComparison.Ordinal);

        CommandRun.WithInput(silent, "inject", "-f", "-", "--fail-on-skip").ExitCode.ShouldBe(ExitCodes.Done);
        CommandRun.WithInput(silent, "inject", "-f", "-", "--fail-on-skip", "--inject", "log-tail").ExitCode.ShouldBe(ExitCodes.Found);
    }

    [Theory]
    [InlineData("Service")]
    [InlineData("Service=spec.template")]
    [InlineData("Service.=spec.template")]
    [InlineData(".serving.knative.dev=spec.template")]
    [InlineData("Service.serving.knative.dev=")]
    [InlineData("Service.serving.knative.dev=spec..template")]
    [InlineData("Service.serving.knative.dev=a=b")]
    [InlineData("Service.serving.knative.dev=spec.list[x].template")]
    [InlineData("Service.serving.knative.dev=spec.[0].template")]
    [InlineData("Service.serving.knative.dev=spec.list[-1].template")]
    public void A_template_that_cannot_be_one_is_refused(string template)
    {
        var run = CommandRun.WithInput(Knative, "inject", "-f", "-", "--template", template);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain($"--template '{template}'");
        run.Error.ShouldContain("KIND.GROUP=PATH");
    }
}
