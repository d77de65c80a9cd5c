namespace Injector.Tests.Commands;

/// <summary>What the command line knows of a workload and the webhook does not.</summary>
public sealed class WorkloadFactsTests
{
    [Theory]
    [InlineData("replicas: 3", true)]
    [InlineData("replicas: 1", false)]
    [InlineData("paused: false", false)]
    public void Warns_that_every_replica_migrates(string field, bool warned)
    {
        var run = CommandRun.WithInput(Deployment(field), "inject", "-f", "-");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.Contains("warning: deployment/shop: migrate: each of the 3 replicas runs it", StringComparison.Ordinal).ShouldBe(warned);
    }

    [Fact]
    public void Shares_the_volumes_of_claim_templates()
    {
        const string StatefulSet = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: ledger}
            spec:
              template:
                metadata: {annotations: {injector.io/inject: log-tail}}
                spec:
                  containers: [{name: ledger, image: "example.test/ledger:1", volumeMounts: [{name: data, mountPath: /var/log/app}]}]
              volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce]}}]
            """;

        var run = CommandRun.WithInput(StatefulSet, "inject", "-f", "-");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldNotContain("injector-logs");
    }

    private static string Deployment(string field) =>
        $$$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop}
        spec:
          {{{field}}}
          template:
            metadata: {annotations: {injector.io/inject: migrate, migrate.injector.io/command: ./migrate}}
            spec: {containers: [{name: shop, image: "example.test/shop:1"}]}
        """;
}
