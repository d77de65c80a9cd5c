using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>The container's own command, while certificates change under it and when it is told to end.</summary>
public sealed class CertificateRenewalTests : IDisposable
{
    private readonly int _outside = FreePort.Next();
    private readonly TestCertificates _certificates = new TestCertificates().WithSecret("web", "shop.example");

    [ProgramFact("haproxy", "nginx")]
    public async Task Shows_the_certificate_that_the_kubelet_has_brought_and_keeps_the_connections_that_there_are()
    {
        await using var app = await NginxBackend.StartAsync("app");
        await using var proxy = await RunningHaProxy.StartAsync(_certificates, ("inbound", $"{_outside}=https://localhost:{app.Port}?cert=web"));
        await using var before = await ConnectAsync();
        var old = before.RemoteCertificate!.GetSerialNumberString();

        await proxy.RenewAsync(_certificates.WithSecret("web", "shop.example"));

        await Answers.UntilAsync(async () =>
        {
            await using var now = await ConnectAsync();
            return now.RemoteCertificate!.GetSerialNumberString() != old;
        });
        await before.WriteAsync("GET / HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(before);
        (await reader.ReadToEndAsync()).ShouldContain("app|/|shop.example|");
    }

    [ProgramTheory("haproxy")]
    [InlineData("USR1", true)]
    [InlineData("TERM", true)]
    [InlineData("USR1", false)]
    [InlineData("TERM", false)]
    public async Task Ends_when_it_is_told_to(string signal, bool hasCertificates)
    {
        var inbound = hasCertificates ? $"{_outside}=https://localhost:1?cert=web" : $"{_outside}=http://localhost:1";
        await using var proxy = await RunningHaProxy.StartAsync(_certificates, ("inbound", inbound));

        await proxy.SignalAsync(signal);

        await Answers.UntilAsync(() => Task.FromResult(proxy.HasEnded));
    }

    [ProgramTheory("haproxy")]
    [InlineData("USR1")]
    [InlineData("TERM")]
    public async Task Ends_when_it_is_told_to_while_it_loads_renewed_certificates(string signal)
    {
        await using var proxy = await RunningHaProxy.StartEndingAtRenewalAsync(_certificates, signal, ("inbound", $"{_outside}=https://localhost:1?cert=web"));

        await proxy.RenewAsync(_certificates.WithSecret("web", "shop.example"));

        await Answers.UntilAsync(() => Task.FromResult(proxy.HasEnded));
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Goes_on_with_the_old_certificate_where_the_new_one_is_broken()
    {
        await using var app = await NginxBackend.StartAsync("app");
        await using var proxy = await RunningHaProxy.StartAsync(_certificates, ("inbound", $"{_outside}=https://localhost:{app.Port}?cert=web"));
        await using var before = await ConnectAsync();
        var old = before.RemoteCertificate!.GetSerialNumberString();

        await proxy.RenewAsync(_certificates.WithBrokenSecret("web"));
        await Answers.UntilAsync(() => Task.FromResult(proxy.Log().Contains("going on with the former ones", StringComparison.Ordinal)));
        await using (var meanwhile = await ConnectAsync())
        {
            meanwhile.RemoteCertificate!.GetSerialNumberString().ShouldBe(old);
        }

        // It goes on trying, for the fault may lie elsewhere, but has said so once.
        var looks = proxy.Looks();
        await Answers.UntilAsync(() => Task.FromResult(proxy.Looks() > looks + 3));
        proxy.Log().Split("going on with the former ones").Length.ShouldBe(2);

        await proxy.RenewAsync(_certificates.WithSecret("web", "shop.example"));
        await Answers.UntilAsync(async () =>
        {
            await using var now = await ConnectAsync();
            return now.RemoteCertificate!.GetSerialNumberString() != old;
        });
    }

    public void Dispose() => _certificates.Dispose();

    private async Task<SslStream> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _outside);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true), leaveInnerStreamOpen: false);
        var chain = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        chain.CustomTrustStore.Add(_certificates.Authority);
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "shop.example", CertificateChainPolicy = chain });
        return stream;
    }
}
