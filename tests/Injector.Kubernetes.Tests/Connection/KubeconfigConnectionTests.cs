using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Connection;
using Injector.Testing.FakeApiServer;

namespace Injector.Kubernetes.Tests.Connection;

public sealed class KubeconfigConnectionTests : IDisposable
{
    private readonly KubeconfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_first_of_several_files_counts_and_missing_ones_are_passed_over()
    {
        var first = _folder.Write("first", """
            {"current-context": "both", "contexts": [{"name": "both", "context": {"cluster": "one", "namespace": "shop"}}],
             "clusters": [{"name": "one", "cluster": {"server": "https://first.example.test:6443"}}]}
            """);
        var second = _folder.Write("second", """
            {"current-context": "other", "contexts": [{"name": "both", "context": {"cluster": "two"}}, {"name": "other", "context": {"cluster": "two"}}],
             "clusters": [{"name": "one", "cluster": {"server": "https://no"}}, {"name": "two", "cluster": {"server": "https://second.example.test/k8s/"}}]}
            """);
        _folder.Variables["KUBECONFIG"] = $"{first}:/nowhere:{second}";

        var connection = _folder.Connect();
        connection.Server.ShouldBe(new Uri("https://first.example.test:6443"));
        connection.Namespace.ShouldBe("shop");
        connection.Origin.ShouldBe($"'{first}': context 'both'");
        _folder.Connect(context: "other").Server.ShouldBe(new Uri("https://second.example.test/k8s/"));
        _folder.Connect(second).Server.Host.ShouldBe("second.example.test");
    }

    [Fact]
    public async Task Trusts_the_authority_of_a_file_beside_the_kubeconfig_and_shows_a_token()
    {
        await using var server = await FakeServer.StartAsync();
        _folder.Write(".kube/ca.crt", server.AuthorityPem);
        _folder.WriteOne($$"""{"server": "{{server.Address}}", "certificate-authority": "ca.crt"}""", """{"token": "abc"}""");

        var request = await QueryAsync(server);

        request.Headers["Authorization"].ShouldBe("Bearer abc");
        request.ClientCertificate.ShouldBeNull();
    }

    [Fact]
    public async Task Shows_a_client_certificate()
    {
        await using var server = await FakeServer.StartAsync();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=somebody", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
        _folder.WriteOne(Cluster(server), $$"""
            {"client-certificate-data": "{{Base64(certificate.ExportCertificatePem())}}", "client-key-data": "{{Base64(key.ExportPkcs8PrivateKeyPem())}}"}
            """);

        var request = await QueryAsync(server);

        request.ClientCertificate.ShouldBe("CN=somebody");
        request.Headers.ContainsKey("Authorization").ShouldBeFalse();
    }

    [Fact]
    public async Task Expects_the_name_that_the_kubeconfig_states()
    {
        await using var server = await FakeServer.StartAsync("api.example.test");
        _folder.WriteOne(Cluster(server, """, "tls-server-name": "api.example.test" """));
        await QueryAsync(server);

        _folder.WriteOne(Cluster(server, """, "tls-server-name": "else.example.test" """));
        using var api = Connections.Open(_folder.Connect());
        var exception = await Should.ThrowAsync<ApiUnreachableException>(() => api.GetAsync("/version", CancellationToken.None));
        exception.Message.ShouldContain("RemoteCertificateNameMismatch");
        exception.Message.ShouldContain(server.Address.ToString());
    }

    [Fact]
    public async Task Does_not_talk_to_a_server_of_another_authority_unless_told_to()
    {
        await using var server = await FakeServer.StartAsync();
        _folder.WriteOne($$"""{"server": "{{server.Address}}"}""");
        using var api = Connections.Open(_folder.Connect());
        await Should.ThrowAsync<ApiUnreachableException>(() => api.GetAsync("/version", CancellationToken.None));
        server.HasMore.ShouldBeFalse();

        _folder.WriteOne($$"""{"server": "{{server.Address}}", "insecure-skip-tls-verify": true}""");
        await QueryAsync(server, _folder.Connect(insecure: true));
    }

    private static string Cluster(FakeServer server, string more = "") =>
        $$"""{"server": "{{server.Address}}", "certificate-authority-data": "{{Base64(server.AuthorityPem)}}"{{more}}}""";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private async Task<FakeRequest> QueryAsync(FakeServer server, ClusterConnection? connection = null)
    {
        using var api = Connections.Open(connection ?? _folder.Connect());
        var answer = api.GetAsync("/version", CancellationToken.None);
        var request = await server.NextAsync();
        await request.AnswerAsync("{}");
        (await answer).ShouldBeOfType<ApiAnswer.Done>();
        return request;
    }
}
