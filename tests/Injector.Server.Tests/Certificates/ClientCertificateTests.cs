using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Injector.Server.Tests.Hosting;
using Injector.Testing.Admission;

namespace Injector.Server.Tests.Certificates;

public sealed class ClientCertificateTests
{
    [Fact]
    public async Task Answers_a_client_whose_certificate_comes_from_the_authority()
    {
        using var folder = new TemporaryFolder();
        using var trusted = new ClientAuthority();
        var file = folder.Write("clients.crt", trusted.Pem);
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { ClientCaFile = file });

        using var response = await SendAsync(webhook, trusted.Issue());

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Refuses_clients_without_or_with_a_foreign_certificate()
    {
        using var folder = new TemporaryFolder();
        using var trusted = new ClientAuthority();
        using var foreign = new ClientAuthority();
        var file = folder.Write("clients.crt", trusted.Pem);
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { ClientCaFile = file });

        await Should.ThrowAsync<HttpRequestException>(() => webhook.ReviewAsync(AdmissionReviews.OfAPod().ToBytes()));
        await Should.ThrowAsync<HttpRequestException>(() => SendAsync(webhook, foreign.Issue()));
    }

    [Theory]
    [InlineData("CN=kube-apiserver", "", true)]
    [InlineData("O=masters, CN=kube-apiserver", "", true)]
    [InlineData("CN=kubelet", "kube-apiserver", true)]
    [InlineData("CN=kubelet", "", false)]
    [InlineData("CN=kubelet", "kube-apiserver.attacker.test", false)]
    [InlineData("CN=kube-apiserver2", "", false)]
    [InlineData("CN=kubelet, CN=kube-apiserver", "", false)]
    [InlineData("OU=kube-apiserver", "", false)]
    public async Task Answers_clients_of_the_names_alone(string subject, string alternative, bool isAnswered)
    {
        using var folder = new TemporaryFolder();
        using var trusted = new ClientAuthority();
        var file = folder.Write("clients.crt", trusted.Pem);
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { ClientCaFile = file, ClientNames = ["kube-apiserver"] });

        var sending = SendAsync(webhook, trusted.Issue(subject, alternative));

        if (isAnswered)
        {
            using var response = await sending;
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        else
        {
            await Should.ThrowAsync<HttpRequestException>(() => sending);
        }
    }

    [Fact]
    public async Task A_name_does_not_stand_in_for_the_authority()
    {
        using var folder = new TemporaryFolder();
        using var trusted = new ClientAuthority();
        using var foreign = new ClientAuthority();
        var file = folder.Write("clients.crt", trusted.Pem);
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { ClientCaFile = file, ClientNames = ["kube-apiserver"] });

        await Should.ThrowAsync<HttpRequestException>(() => SendAsync(webhook, foreign.Issue("CN=kube-apiserver")));
        await Should.ThrowAsync<HttpRequestException>(() => webhook.ReviewAsync(AdmissionReviews.OfAPod().ToBytes()));
    }

    [Fact]
    public async Task Leaves_the_admin_port_open_to_probes()
    {
        using var folder = new TemporaryFolder();
        using var trusted = new ClientAuthority();
        var file = folder.Write("clients.crt", trusted.Pem);
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { ClientCaFile = file });

        (await webhook.Admin.GetStringAsync("/readyz")).ShouldBe("ok\n");
    }

    private static async Task<HttpResponseMessage> SendAsync(WebhookUnderTest webhook, X509Certificate2 certificate)
    {
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.ImportFromPem(webhook.Running.AuthorityPem);
        handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true);
        using var client = new HttpClient(handler) { BaseAddress = webhook.Running.Address };
        return await webhook.ReviewAsync(AdmissionReviews.OfAPod().ToBytes(), client);
    }

    /// <summary>Signs client certificates, as the operator of an API server would.</summary>
    private sealed class ClientAuthority : IDisposable
    {
        private readonly X509Certificate2 _certificate;

        internal ClientAuthority()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=clients", key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            var now = TimeProvider.System.GetUtcNow();
            _certificate = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
        }

        internal string Pem => _certificate.ExportCertificatePem();

        internal X509Certificate2 Issue(string subject = "CN=api-server", string alternative = "")
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
            if (alternative.Length > 0)
            {
                var names = new SubjectAlternativeNameBuilder();
                names.AddDnsName(alternative);
                request.CertificateExtensions.Add(names.Build());
            }

            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], false));
            using var certificate = request.Create(_certificate, _certificate.NotBefore, _certificate.NotAfter, RandomNumberGenerator.GetBytes(8));
            return certificate.CopyWithPrivateKey(key);
        }

        public void Dispose() => _certificate.Dispose();
    }
}
