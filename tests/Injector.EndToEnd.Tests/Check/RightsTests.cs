using Injector.EndToEnd.Tests.Manifests;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Check;

/// <summary>The ClusterRole that the chart and deploy ship for who runs <c>check</c> and <c>drift</c>, on an account that has nothing else.</summary>
[Collection(CheckedCluster.Collection)]
public sealed class RightsTests(CheckedCluster cluster)
{
    private const string Bindings = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings";
    private const string Roles = "/apis/rbac.authorization.k8s.io/v1/clusterroles";

    [ControlPlaneFact]
    public async Task The_shipped_role_is_all_that_check_and_drift_need_but_for_the_key_and_for_creating_pods()
    {
        var kubeconfig = await cluster.KubeconfigOfAsync("checker");
        await cluster.Client.CreateAsync(Roles, ShippedRole()).EnsureAsync();
        await cluster.Client.CreateAsync(
            Bindings,
            """
            {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding", "metadata": {"name": "checker"},
            "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "injector-check"},
            "subjects": [{"kind": "ServiceAccount", "namespace": "default", "name": "checker"}]}
            """).EnsureAsync();

        // The authorizer hears of the binding some moments later.
        var check = await Eventually(() => CheckRun.JsonAsync(kubeconfig), run => run.ExitCode == ExitCodes.Done);
        var drift = await CheckRun.OfCommandAsync("drift", "--kubeconfig", kubeconfig, "-n", "payments");
        await cluster.Client.DeleteAsync($"{Bindings}/checker").EnsureAsync();
        await cluster.Client.DeleteAsync($"{Roles}/injector-check").EnsureAsync();

        check.Findings.Where(finding => !finding.StartsWith("ok ", StringComparison.Ordinal)).ShouldBe(
        [
            "unknown path: a pod in default that asks for log-tail was refused before anything could be seen: the right to create pods in default is missing",
            "unknown path: a pod in payments that asks for log-tail was refused before anything could be seen: the right to create pods in payments is missing",
            "unknown rights: the right to get secrets/injector-certificates in injector-system is missing",
        ]);
        drift.Errors.ShouldBeEmpty();
        drift.ExitCode.ShouldBe(ExitCodes.Done, drift.Output);
    }

    private static string ShippedRole() => DeployedFiles.For(new Version(1, 34), Path.Combine("base", "rights-of-people.yaml"))
        .Split("\n---\n").Single(document => document.Contains("name: injector-check\n", StringComparison.Ordinal));

    private static async Task<CheckRun> Eventually(Func<Task<CheckRun>> run, Predicate<CheckRun> isReached)
    {
        var last = await run();
        for (var attempt = 0; attempt < 20 && !isReached(last); attempt++)
        {
            last = await run();
        }

        return last;
    }
}
