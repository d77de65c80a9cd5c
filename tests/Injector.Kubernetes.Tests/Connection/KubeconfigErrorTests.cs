namespace Injector.Kubernetes.Tests.Connection;

public sealed class KubeconfigErrorTests : IDisposable
{
    private readonly KubeconfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Says_where_a_kubeconfig_was_looked_for()
    {
        _folder.Error().ShouldBe($"There is no kubeconfig: KUBECONFIG is not set and '{_folder.Path}/.kube/config' is not there. Name a file.");
        _folder.Error("/nowhere/config").ShouldStartWith("There is no kubeconfig '/nowhere/config'");

        _folder.Variables["KUBECONFIG"] = "/nowhere/a:/nowhere/b";
        _folder.Error().ShouldBe("None of the files in KUBECONFIG is there: /nowhere/a:/nowhere/b.");
    }

    [Fact]
    public void Lists_the_contexts_when_the_one_asked_for_is_missing()
    {
        var path = _folder.WriteOne("""{"server": "https://a.example.test"}""");

        _folder.Error(context: "prod").ShouldBe($"'{path}' has no context 'prod'. It has: test.");
    }

    [Fact]
    public void Asks_for_a_context_when_none_is_current()
    {
        var path = _folder.Write("config", """{"contexts": []}""");

        _folder.Error(path).ShouldBe($"'{path}' has no current-context; name a context. It has no context at all.");
    }

    [Fact]
    public void Names_the_context_whose_cluster_is_missing()
    {
        var path = _folder.Write("config", """
            {"current-context": "a", "contexts": [{"name": "a", "context": {"cluster": "x"}}], "clusters": [{"name": "y", "cluster": {}}]}
            """);

        _folder.Error(path).ShouldBe($"'{path}': context 'a': there is no cluster 'x' in '{path}'. It has: y.");
    }

    public static TheoryData<string, string, string> Wrong() => new()
    {
        { "{}", "{}", "cluster 'test': 'server' is missing." },
        { """{"server": "example.test"}""", "{}", "cluster 'test': 'server' is 'example.test', which is not an address; write https://host:port." },
        { """{"server": "http://example.test"}""", "{}", "cluster 'test': 'server' is 'http://example.test'; plain HTTP is for this machine only, write https://." },
        { """{"server": "https://x", "proxy-url": "http://p"}""", "{}", "cluster 'test': 'proxy-url' is not supported; connect without a proxy." },
        { """{"server": "https://x", "certificate-authority": "ca.crt"}""", "{}", "cluster 'test': 'certificate-authority' names the file '" },
        { """{"server": "https://x", "certificate-authority-data": "%"}""", "{}", "cluster 'test': 'certificate-authority-data' is not base64." },
        { """{"server": "https://x", "certificate-authority-data": "YQ=="}""", "{}", "cluster 'test': 'certificate-authority-data' holds no certificate in PEM." },
        { """{"server": "https://x", "insecure-skip-tls-verify": true}""", "{}", "cluster 'test': 'insecure-skip-tls-verify' is refused" },
        { """{"server": "https://x", "insecure-skip-tls-verify": "yes"}""", "{}", "cluster 'test': 'insecure-skip-tls-verify' is neither true nor false." },
        { """{"server": "https://x"}""", """{"token": 5}""", "user 'test': 'token' is not text; put it in quotes." },
        { """{"server": "https://x"}""", """{"tokenFile": "gone"}""", "user 'test': 'tokenFile' names the file '" },
        { """{"server": "https://x"}""", """{"username": "a"}""", "user 'test': 'username' is not supported" },
        { """{"server": "https://x"}""", """{"client-key-data": "YQ=="}""", "user 'test': 'client-certificate' is missing beside client-key." },
        { """{"server": "https://x"}""", """{"client-certificate-data": "YQ=="}""", "user 'test': 'client-key' is missing beside client-certificate." },
        { """{"server": "https://x"}""", """{"client-certificate-data": "YQ==", "client-key-data": "YQ=="}""", "user 'test': 'client-certificate' and client-key are not a pair" },
        { """{"server": "https://x"}""", """{"exec": {"apiVersion": "client.authentication.k8s.io/v1alpha1", "command": "x"}}""", "user 'test': exec: 'apiVersion' is 'client.authentication.k8s.io/v1alpha1'" },
        { """{"server": "https://x"}""", """{"exec": {"apiVersion": "client.authentication.k8s.io/v1"}}""", "user 'test': exec: 'command' is missing." },
        { """{"server": "https://x"}""", """{"exec": {"apiVersion": "client.authentication.k8s.io/v1", "command": "x", "interactiveMode": "Always"}}""", "user 'test': exec: 'interactiveMode' is Always" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Names_file_entry_field_and_rule(string cluster, string user, string error)
    {
        var path = _folder.WriteOne(cluster, user);

        _folder.Error().ShouldStartWith($"'{path}': {error}");
    }

    [Theory]
    [InlineData("[]", ": it does not hold an object.")]
    [InlineData("""{"contexts": {}}""", "'contexts' is not a list.")]
    [InlineData("""{"users": [{"user": {}}]}""", "'users' has an item that is not a name with a user.")]
    public void Says_what_is_wrong_with_the_shape_of_a_file(string text, string error) =>
        _folder.Error(_folder.Write("config", text)).ShouldEndWith(error);
}
