using Injector.Server.Cluster;
using Injector.Server.Options;

namespace Injector.Server.Tests.Cluster;

public sealed class ClusterAccessTests
{
    private const string Kubeconfig = """
        apiVersion: v1
        kind: Config
        current-context: test
        clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]
        users: [{name: u, user: {token: t}}]
        contexts: [{name: test, context: {cluster: c, user: u}}]
        """;

    [Fact]
    public void Needs_no_cluster_outside_of_one() => Find(new ServerOptions(), []).ShouldBeNull();

    [Fact]
    public void Leaves_the_pods_cluster_alone_when_a_file_says_what_namespaces_there_are() =>
        Find(new ServerOptions { NamespacesFile = "/dev/null" }, InPod).ShouldBeNull();

    [Fact]
    public void Takes_the_cluster_and_the_context_that_the_options_name()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, Kubeconfig);

            var access = Find(new ServerOptions { Kubeconfig = file, Context = "test" }, InPod).ShouldNotBeNull();

            access.Connection.Server.ShouldBe(new Uri("http://127.0.0.1:1"));
            access.OwnNamespace.ShouldBeNull("the process runs outside of that cluster");
            Should.Throw<StartupException>(() => Find(new ServerOptions { Kubeconfig = file, Context = "other" }, [])).Message.ShouldContain("other");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Says_which_file_is_missing() =>
        Should.Throw<StartupException>(() => Find(new ServerOptions { Kubeconfig = "/nowhere/config" }, [])).Message.ShouldContain("/nowhere/config");

    private static Dictionary<string, string> InPod { get; } =
        new(StringComparer.Ordinal) { ["KUBERNETES_SERVICE_HOST"] = "10.0.0.1", ["KUBERNETES_SERVICE_PORT"] = "443" };

    private static ClusterAccess? Find(ServerOptions options, Dictionary<string, string> variables) =>
        ClusterAccess.Find(options, name => variables.GetValueOrDefault(name), TimeProvider.System);
}
