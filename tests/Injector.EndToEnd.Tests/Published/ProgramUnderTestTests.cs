using System.Text.Json.Nodes;
using Injector.Core.Settings;
using Injector.Profiles.Resource.Restrictions;
using Injector.Server.Options;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace Injector.EndToEnd.Tests.Published;

public sealed class ProgramUnderTestTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_program_under_test_is_of_this_version()
    {
        var run = await ProgramUnderTest.RunAsync("", ["version"]);

        output.WriteLine($"End-to-end tests start {ProgramUnderTest.Description}.");
        run.Errors.ShouldBe("");
        run.Output.Split('\n')[0].ShouldBe($"injector {BuildVersion.Number}");
        run.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void What_a_test_asks_of_a_server_is_all_in_its_configuration_file()
    {
        var options = new ServerOptions
        {
            Listen = "127.0.0.1:1", AdminListen = "127.0.0.1:2", ProfilesDirectory = "/profiles", Certificates = CertificateMode.Files,
            CertificateSecret = "secret", CertificateNames = ["a.example"], WebhookConfigurations = ["injector"], TlsCertificateFile = "/tls.crt", TlsKeyFile = "/tls.key",
            ClientCaFile = "/client", ClientNames = ["kube-apiserver"], ShowProfiles = true, WriteCaFile = "/ca", KubernetesVersion = "1.30", Kubeconfig = "/kubeconfig", Context = "c", InsecureSkipTlsVerify = true,
            NamespacesFile = "/namespaces", OwnNamespace = "own", ExcludedNamespaces = ["kube-public"], ForeignSidecars = ["mesh"], DefaultProfiles = ["logging"],
            UnknownProfiles = UnknownProfileHandling.Skip, SidecarMode = SidecarMode.Classic, FixedUsers = FixedUsers.Omit, DefaultPodSecurity = PodSecurityLevel.Restricted, MaxContainers = 7, TokenMasks = ["/var/run/secrets/tokens"], KeepGuaranteed = true, SidecarResources = "limits.cpu=50m",
            AnnotationPrefix = "example.org", TenantRules = [Enum.GetValues<TenantRule>()[0]], TenantImages = ["example.org/"],
            TenantAnnotations = ["a/*"], TenantLabels = ["b/*"], TenantVolumes = ["nfs"], ProtectedProfiles = ["logging"],
            DrainDelay = TimeSpan.FromSeconds(1), DrainTimeout = TimeSpan.FromMinutes(2), ConnectionAge = TimeSpan.FromMilliseconds(1500), MaxReviewsInWork = 9,
            LogFormat = LogFormat.Json, LogLevel = LogLevel.Warning,
        };

        var text = ConfigurationText.Of(options);

        ConfigurationText.Of(ServerConfigurationFile.Parse(text, "config.yaml")).ShouldBe(text);
        var untouched = JsonNode.Parse(ConfigurationText.Of(new ServerOptions()))!.AsObject();
        foreach (var property in typeof(ServerOptions).GetProperties().Where(property => property.CanWrite))
        {
            var key = $"{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}";
            var value = JsonNode.Parse(text)![key].ShouldNotBeNull(property.Name);
            value.ToJsonString().ShouldNotBe(untouched[key]?.ToJsonString(), property.Name);
        }
    }
}
