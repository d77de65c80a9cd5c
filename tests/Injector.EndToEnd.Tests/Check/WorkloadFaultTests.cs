using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Check;

[Collection(CheckedCluster.Collection)]
public sealed class WorkloadFaultTests(CheckedCluster cluster)
{
    [ControlPlaneFact]
    public async Task Misplaced_and_misspelt_annotations_unknown_profiles_and_missed_pods_each_get_a_line()
    {
        await cluster.ControlPlane.CreateNamespaceAsync("shop");
        await cluster.Client.CreateAsync("/apis/apps/v1/namespaces/shop/deployments", CheckedObjects.RequestingDeployment("web")).EnsureAsync();
        await cluster.SetConfigurationAsync(null, CheckedCluster.IsUntouched, "shop");
        await cluster.Client.CreateAsync("/api/v1/namespaces/shop/pods", CheckedObjects.Pod("missed")).EnsureAsync();
        await cluster.SetConfigurationAsync(cluster.Configuration, CheckedCluster.IsInjected, "shop");
        await cluster.Client.CreateAsync("/api/v1/namespaces/shop/pods", CheckedObjects.Pod("served")).EnsureAsync();
        await cluster.ControlPlane.CreateNamespaceAsync("typo", annotations: new Dictionary<string, string> { ["injector.io/inject"] = "loging" });

        var run = await cluster.CheckAsync();
        var elsewhere = await cluster.CheckAsync("--namespace", "payments", "--fail-on-warning");
        await CleanAsync();

        elsewhere.ExitCode.ShouldBe(ExitCodes.Done, elsewhere.Output);
        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Findings.Where(finding => !finding.StartsWith("ok ", StringComparison.Ordinal)).ShouldBe(
        [
            "problem misplaced-annotations: Deployment shop/web has injector.io/inject at metadata.annotations, where Injector does not look",
            "problem misspelt-keys: the pod template of Deployment shop/web has the annotation injector.io/injct, which means nothing",
            "problem unknown-profiles: Namespace typo asks for loging, and there is no such profile",
            "problem missed-pods: Pod shop/missed asked for sidecars and has none: nobody injected when it was created",
        ]);
        run.Output.ShouldContain("Did you mean injector.io/inject?");
        run.Output.ShouldContain("Did you mean logging?");
    }

    [ControlPlaneFact]
    public async Task A_namespace_that_denies_every_pod_and_a_template_that_is_denied_are_told_as_the_server_would()
    {
        const string Path = "/apis/apps/v1/namespaces/wrong/deployments";
        await cluster.ControlPlane.CreateNamespaceAsync("wrong", annotations: new Dictionary<string, string> { ["injector.io/inject"] = "true" });
        var deployment = CheckedObjects.RequestingDeployment("web");
        deployment["metadata"]!.AsObject().Remove("annotations");
        deployment["spec"]!["template"]!["metadata"]!["annotations"] = new JsonObject { ["injector.io/inject"] = "log-tail", ["log-tail.injector.io/path"] = "relative" };
        await cluster.Client.CreateAsync(Path, deployment).EnsureAsync();

        var pod = CheckedObjects.Pod("web");
        pod["metadata"]!["annotations"] = deployment["spec"]!["template"]!["metadata"]!["annotations"]!.DeepClone();
        var refused = await cluster.Client.CreateAsync("/api/v1/namespaces/wrong/pods?dryRun=All", pod);
        var run = await cluster.CheckAsync("-n", "wrong", "--trial-namespace", "default");
        await cluster.Client.DeleteAsync($"{Path}/web").EnsureAsync();
        await cluster.Client.PatchAsync("/api/v1/namespaces/wrong", ApiPatchKind.Merge, """{"metadata": {"annotations": {"injector.io/inject": null}}}""").EnsureAsync();

        var findings = run.Findings.Where(finding => finding.StartsWith("problem ", StringComparison.Ordinal)).ToList();
        findings.Count.ShouldBe(2, run.Output);
        findings[0].ShouldStartWith("problem decisions: a pod in wrong that says nothing of its own is denied: ");
        findings[1].ShouldStartWith("problem decisions: a new pod of Deployment wrong/web is denied: bad-parameter");
        refused.Message.ShouldContain(findings[1].Split("denied: ")[1]);
    }

    [ControlPlaneFact]
    public async Task What_an_account_may_not_read_is_unknown_and_named()
    {
        var kubeconfig = await cluster.KubeconfigOfAsync("nobody");

        var run = await CheckRun.JsonAsync(kubeconfig);

        run.ExitCode.ShouldBe(ExitCodes.Found, run.Errors);
        run.Errors.ShouldContain("Nothing could be found out. Ask with an account that has the ClusterRole injector-check");
        run.Findings.ShouldContain("unknown rights: the right to get mutatingwebhookconfigurations/injector is missing");
        run.Findings.ShouldContain("unknown rights: the right to list pods is missing");
        run.Findings.ShouldContain("unknown path: a pod in default that asks for log-tail was refused before anything could be seen: the right to create pods in default is missing");
        run.Findings.Skip(1).ShouldAllBe(finding => finding.StartsWith("unknown ", StringComparison.Ordinal), run.Output);
    }

    [ControlPlaneFact]
    public async Task A_profile_that_is_not_ready_is_told_with_its_message()
    {
        const string Profiles = "/apis/injector.io/v1alpha1/namespaces/injector-system/sidecarprofiles";
        await cluster.Client.CreateAsync(
            Profiles,
            """{"apiVersion": "injector.io/v1alpha1", "kind": "SidecarProfile", "metadata": {"name": "broken"}, "spec": {}}""").EnsureAsync();
        await cluster.Client.PatchAsync(
            $"{Profiles}/broken/status",
            ApiPatchKind.Merge,
            """{"status": {"observedGeneration": 1, "conditions": [{"type": "Ready", "status": "False", "reason": "Invalid", "message": "spec: nothing in it", "lastTransitionTime": "2026-11-01T00:00:00Z"}]}}""").EnsureAsync();

        var run = await cluster.CheckAsync("-n", "injector-system");
        await cluster.Client.DeleteAsync($"{Profiles}/broken").EnsureAsync();

        run.Findings.ShouldContain("problem profiles: SidecarProfile injector-system/broken is not ready (Invalid): spec: nothing in it");
    }

    // Without a controller manager namespaces cannot be deleted; what is in them can.
    private async Task CleanAsync()
    {
        await cluster.Client.DeleteAsync("/apis/apps/v1/namespaces/shop/deployments/web").EnsureAsync();
        await cluster.Client.DeleteAsync("/api/v1/namespaces/shop/pods/missed").EnsureAsync();
        await cluster.Client.DeleteAsync("/api/v1/namespaces/shop/pods/served").EnsureAsync();
        await cluster.Client.PatchAsync("/api/v1/namespaces/typo", ApiPatchKind.Merge, """{"metadata": {"annotations": null}}""").EnsureAsync();
    }
}
