using Injector.Server.Options;

namespace Injector.Server.Tests.Options;

public sealed class ServerOptionsValidatorTests
{
    [Fact]
    public void Finds_nothing_wrong_with_the_defaults() => ServerOptionsValidator.Validate(new ServerOptions()).ShouldBeEmpty();

    public static TheoryData<ServerOptions, string, string> Wrong() => new()
    {
        { new ServerOptions { Listen = "8443" }, "listen: '8443'", "127.0.0.1:8443" },
        { new ServerOptions { AdminListen = "127.0.0.1:x" }, "adminListen: '127.0.0.1:x'", "address:port" },
        { new ServerOptions { Listen = ":8443", AdminListen = ":8443" }, "adminListen: ':8443'", "a port of their own" },
        { new ServerOptions { TlsCertificateFile = "/dev/null" }, "tlsKeyFile: missing", "'/dev/null'" },
        { new ServerOptions { TlsKeyFile = "/dev/null" }, "tlsCertificateFile: missing", "'/dev/null'" },
        { new ServerOptions { ClientCaFile = "/nowhere/ca.pem" }, "clientCaFile: there is no file '/nowhere/ca.pem'", "check the path" },
        { new ServerOptions { NamespacesFile = "/nowhere/ns.yaml" }, "namespacesFile: there is no file '/nowhere/ns.yaml'", "check the path" },
        { new ServerOptions { Kubeconfig = "/nowhere/config" }, "kubeconfig: there is no file '/nowhere/config'", "check the path" },
        { new ServerOptions { NamespacesFile = "/dev/null", Context = "test" }, "namespacesFile: '/dev/null'", "leave one of them out" },
        { new ServerOptions { ProfilesDirectory = "/nowhere" }, "profilesDirectory: there is no directory '/nowhere'", "check the path" },
        { new ServerOptions { KubernetesVersion = "latest" }, "kubernetesVersion: 'latest'", "such as 1.33" },
        { new ServerOptions { AnnotationPrefix = "Injector.IO" }, "annotationPrefix: 'Injector.IO'", "such as injector.io" },
        { new ServerOptions { OwnNamespace = "a.b" }, "ownNamespace: 'a.b'", "at most 63" },
        { new ServerOptions { ExcludedNamespaces = ["ok", "Not"] }, "excludedNamespaces: 'Not'", "at most 63" },
        { new ServerOptions { ForeignSidecars = ["istio_proxy"] }, "foreignSidecars: 'istio_proxy'", "a container" },
        { new ServerOptions { DefaultProfiles = ["logging", ""] }, "defaultProfiles: ''", "at most 63" },
        { new ServerOptions { DefaultProfiles = ["true"] }, "defaultProfiles: 'true'", "such as log-tail" },
        { new ServerOptions { MaxReviewsInWork = 0 }, "maxReviewsInWork: '0'", "1 to 1024" },
        { new ServerOptions { MaxReviewsInWork = 1025 }, "maxReviewsInWork: '1025'", "twice the processors" },
        { new ServerOptions { DrainDelay = TimeSpan.FromMinutes(6) }, "drainDelay: '360s'", "0s to 5m" },
        { new ServerOptions { DrainTimeout = TimeSpan.Zero }, "drainTimeout: '0s'", "1s to 5m" },
        { new ServerOptions { ConnectionAge = TimeSpan.Zero }, "connectionAge: '0s'", "such as 5m" },
        { new ServerOptions { TokenMasks = ["tokens"] }, "tokenMasks: 'tokens'", "/var/run/secrets/tokens" },
        { new ServerOptions { TokenMasks = ["/"] }, "tokenMasks: '/'", "below the root" },
        { new ServerOptions { TokenMasks = ["/var//run"] }, "tokenMasks: '/var//run'", "/var/run/secrets/tokens" },
        { new ServerOptions { TokenMasks = ["/var/../run"] }, "tokenMasks: '/var/../run'", "/var/run/secrets/tokens" },
        { new ServerOptions { TokenMasks = [.. Enumerable.Range(0, 9).Select(number => $"/tokens/{number}")] }, "tokenMasks: 9 folders", "at most 8" },
        { new ServerOptions { SidecarResources = "limits.cpu=fast" }, "sidecarResources: \"fast\"", "requests.cpu=50m" },
        { new ServerOptions { ProtectedProfiles = ["Logging"] }, "protectedProfiles: 'Logging'", "platform-*" },
        { new ServerOptions { TenantLabels = ["team/"] }, "tenantLabels: 'team/'", "example.com/*" },
        { new ServerOptions { TenantVolumes = ["empty dir"] }, "tenantVolumes: 'empty dir'", "emptyDir" },
        { new ServerOptions { ClientNames = ["kube-apiserver"] }, "clientNames: 'kube-apiserver'", "authorities too" },
        { new ServerOptions { MaxContainers = 0 }, "maxContainers: '0'", "1 to 10000" },
        { new ServerOptions { MaxContainers = 10_001 }, "maxContainers: '10001'", "1 to 10000" },
    };

    [Fact]
    public void A_name_that_is_there_twice_counts_once()
    {
        var options = new ServerOptions { DefaultProfiles = ["b", "a", "b"], ExcludedNamespaces = ["x", "x"], TenantRules = [default, default] };

        ServerOptionsValidator.Validate(options).ShouldBeEmpty();
        options.ToSettings().DefaultProfiles.ShouldBe(["b", "a"]);
        ManagedCertificateSettings.Names(["a.svc", "10.0.0.1", "a.svc", "10.0.0.1"]).DnsNames.ShouldBe(["a.svc"]);
        ManagedCertificateSettings.Names(["a.svc", "10.0.0.1", "a.svc", "10.0.0.1"]).Addresses.Length.ShouldBe(1);
    }

    public static TheoryData<ServerOptions, string, string> WrongOfCertificates()
    {
        var self = new ServerOptions
        {
            Certificates = CertificateMode.Self,
            CertificateSecret = "injector-system/injector-certificates",
            CertificateNames = ["injector.injector-system.svc", "10.0.0.1"],
            WebhookConfigurations = ["injector", "validating/injector"],
        };
        ServerOptionsValidator.Validate(self).ShouldBeEmpty();
        return new TheoryData<ServerOptions, string, string>
        {
            { new ServerOptions { Certificates = CertificateMode.Files }, "certificates: 'files' needs tlsCertificateFile", "name them" },
            { new ServerOptions { CertificateSecret = "a/b" }, "certificateSecret: only certificates 'self' uses it", "leave this out" },
            { new ServerOptions { CertificateNames = ["a"] }, "certificateNames: only certificates 'self' uses it", "leave this out" },
            { self with { CertificateSecret = null }, "certificateSecret: ''", "such as injector-system/injector-certificates" },
            { self with { CertificateSecret = "injector-certificates" }, "certificateSecret: 'injector-certificates'", "namespace/name" },
            { self with { CertificateNames = [] }, "certificateNames: none", "injector.injector-system.svc" },
            { self with { CertificateNames = ["https://x"] }, "certificateNames: 'https://x'", "injector.injector-system.svc" },
            { self with { WebhookConfigurations = ["mutating/injector"] }, "webhookConfigurations: 'mutating/injector'", "validating/name" },
            { self with { WriteCaFile = "ca.pem" }, "writeCaFile: 'ca.pem'", "leave it out" },
            { self with { TlsCertificateFile = "/dev/null", TlsKeyFile = "/dev/null" }, "certificates: 'self' makes its own", "leave one of them out" },
        };
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    [MemberData(nameof(WrongOfCertificates))]
    public void Names_the_option_quotes_the_value_and_says_the_fix(ServerOptions options, string begin, string fix)
    {
        var error = ServerOptionsValidator.Validate(options).ShouldHaveSingleItem();

        error.ShouldStartWith(begin);
        error.ShouldContain(fix);
    }

    [Theory]
    [InlineData("127.0.0.1:8443", "127.0.0.1:8443")]
    [InlineData("localhost:0", "127.0.0.1:0")]
    [InlineData("[::1]:8443", "[::1]:8443")]
    [InlineData(":8443", "[::]:8443")]
    [InlineData("*:8443", "[::]:8443")]
    [InlineData("0.0.0.0:65535", "0.0.0.0:65535")]
    public void Reads_addresses(string text, string expected)
    {
        ListenAddress.TryParse(text, out var endpoint).ShouldBeTrue();
        endpoint!.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("127.0.0.1")]
    [InlineData("::1:8443")]
    [InlineData("[::1]")]
    [InlineData("[nonsense]:1")]
    [InlineData("example.org:8443")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("127.0.0.1: 1")]
    public void Refuses_what_is_no_address(string text) => ListenAddress.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("1.33", "1.33")]
    [InlineData("v1.29.4", "1.29")]
    public void Reads_versions_of_clusters(string text, string expected)
    {
        ClusterVersion.TryParse(text, out var capabilities).ShouldBeTrue();
        capabilities.Version.ShouldBe(Version.Parse(expected));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1.x")]
    [InlineData("1.33.")]
    [InlineData("v")]
    [InlineData("99999.1")]
    public void Refuses_what_is_no_version(string text) => ClusterVersion.TryParse(text, out _).ShouldBeFalse();
}
