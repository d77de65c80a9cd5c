using Injector.Core.Settings;
using Injector.Server.Options;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Tests.Options;

public sealed class ServerConfigurationFileTests
{
    [Fact]
    public void Reads_every_key()
    {
        var options = ServerConfigurationFile.Parse(
            """
            listen: ":8443"
            adminListen: ":8081"
            profilesDirectory: /profiles
            certificates: self
            certificateSecret: injector-system/injector-certificates
            certificateNames: [injector.injector-system.svc]
            webhookConfigurations: [injector, validating/injector]
            tlsCertificateFile: /tls/tls.crt
            tlsKeyFile: /tls/tls.key
            clientCaFile: /clients/ca.crt
            writeCaFile: ca.pem
            kubernetesVersion: "1.30"
            namespacesFile: namespaces.yaml
            ownNamespace: injector
            excludedNamespaces: [kube-system]
            foreignSidecars: [mesh, mesh]
            defaultProfiles: [logging, metrics]
            unknownProfiles: skip
            sidecarMode: classic
            fixedUsers: omit
            defaultPodSecurity: privileged
            maxContainers: 40
            keepGuaranteed: true
            tokenMasks: [/var/run/secrets/tokens]
            sidecarResources: limits.cpu=50m, requests.memory=8Mi
            annotationPrefix: sidecars.example.org
            drainDelay: 20s
            drainTimeout: 1m30s
            connectionAge: 1m
            logFormat: json
            logLevel: warn
            """,
            "injector.yaml");

        options.Listen.ShouldBe(":8443");
        options.AdminListen.ShouldBe(":8081");
        options.ProfilesDirectory.ShouldBe("/profiles");
        options.Certificates.ShouldBe(CertificateMode.Self);
        options.CertificateSecret.ShouldBe("injector-system/injector-certificates");
        options.CertificateNames.ShouldBe(["injector.injector-system.svc"]);
        options.WebhookConfigurations.ShouldBe(["injector", "validating/injector"]);
        options.TlsCertificateFile.ShouldBe("/tls/tls.crt");
        options.TlsKeyFile.ShouldBe("/tls/tls.key");
        options.ClientCaFile.ShouldBe("/clients/ca.crt");
        options.WriteCaFile.ShouldBe("ca.pem");
        options.KubernetesVersion.ShouldBe("1.30");
        options.NamespacesFile.ShouldBe("namespaces.yaml");
        options.OwnNamespace.ShouldBe("injector");
        options.ExcludedNamespaces.ShouldBe(["kube-system"]);
        options.ToSettings().ForeignSidecars.ShouldBe(["mesh"]);
        options.DefaultProfiles.ShouldBe(["logging", "metrics"]);
        options.UnknownProfiles.ShouldBe(UnknownProfileHandling.Skip);
        options.SidecarMode.ShouldBe(SidecarMode.Classic);
        options.FixedUsers.ShouldBe(FixedUsers.Omit);
        options.ToSettings().FixedUsers.ShouldBe(FixedUsers.Omit);
        options.DefaultPodSecurity.ShouldBe(PodSecurityLevel.Privileged);
        options.ToSettings().DefaultPodSecurity.ShouldBe(PodSecurityLevel.Privileged);
        options.MaxContainers.ShouldBe(40);
        options.ToSettings().MaxContainers.ShouldBe(40);
        options.ToSettings().KeepGuaranteed.ShouldBeTrue();
        options.ToSettings().TokenMasks.ShouldBe(["/var/run/secrets/tokens"]);
        options.ToSettings().SidecarResources.ShouldBe([new("limits", "cpu", "50m"), new("requests", "memory", "8Mi")]);
        options.AnnotationPrefix.ShouldBe("sidecars.example.org");
        options.DrainDelay.ShouldBe(TimeSpan.FromSeconds(20));
        options.DrainTimeout.ShouldBe(TimeSpan.FromSeconds(90));
        options.ConnectionAge.ShouldBe(TimeSpan.FromMinutes(1));
        options.LogFormat.ShouldBe(LogFormat.Json);
        options.LogLevel.ShouldBe(LogLevel.Warning);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment\n")]
    [InlineData("{}")]
    public void Keeps_the_defaults_of_what_it_does_not_say(string text)
    {
        var options = ServerConfigurationFile.Parse(text, "injector.yaml");

        options.Listen.ShouldBe(new ServerOptions().Listen);
        options.ExcludedNamespaces.ShouldBe(new ServerOptions().ExcludedNamespaces);
    }

    [Theory]
    [InlineData("liste: x", "injector.yaml:1:", "'liste'", "did you mean 'listen'?")]
    [InlineData("listen: a:1\nlisten: b:1", "injector.yaml:2:", "listen", "second time")]
    [InlineData("kubernetesVersion: 1.30", "injector.yaml:1:", "kubernetesVersion", "put it in quotes")]
    [InlineData("drainDelay: soon", "injector.yaml:1:", "'soon'", "20s")]
    [InlineData("logFormat: xml", "injector.yaml:1:", "'xml'", "json, text")]
    [InlineData("sidecarMode: none", "injector.yaml:1:", "'none'", "auto, classic, native")]
    [InlineData("fixedUsers: drop", "injector.yaml:1:", "'drop'", "keep, omit")]
    [InlineData("excludedNamespaces: kube-system", "injector.yaml:1:", "excludedNamespaces", "not a list")]
    [InlineData("- listen", "injector.yaml:1:", "a list", "not an object")]
    [InlineData("listen: [", "injector.yaml:", "YAML", "")]
    [InlineData("{}\n---\n{}", "injector.yaml:3:", "one document", "remove")]
    public void Says_where_what_and_how_to_fix_it(string text, string place, string what, string fix)
    {
        var error = Should.Throw<StartupException>(() => ServerConfigurationFile.Parse(text, "injector.yaml"));

        error.Message.ShouldStartWith(place);
        error.Message.ShouldContain(what);
        error.Message.ShouldContain(fix);
    }

    [Fact]
    public void Says_which_file_cannot_be_read() =>
        Should.Throw<StartupException>(() => ServerConfigurationFile.Read("/nowhere/injector.yaml")).Message.ShouldContain("/nowhere/injector.yaml");
}
