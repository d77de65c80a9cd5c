using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Injector.Kubernetes.Connection;
using Injector.Server.Cluster;
using Injector.Server.Options;
using Injector.Server.Snapshots;
using Injector.Testing.Documents;
using Injector.Testing.Mutations;

namespace Injector.Server.Tests.Options;

/// <summary>Whatever is done to the files that the server starts with: it reads them, or says in which line they are wrong.</summary>
public sealed partial class FileMutationTests
{
    private const string Settings =
        """
        listen: ":8443"
        adminListen: ":8081"
        profilesDirectory: /profiles
        certificates: self
        certificateNames: [injector.injector-system.svc]
        webhookConfigurations: [injector, validating/injector]
        clientCaFile: '/clients/ca.crt' # of the API server
        clientNames: [kube-apiserver]
        showProfiles: false
        insecureSkipTlsVerify: false
        kubernetesVersion: "1.30"
        ownNamespace: injector
        foreignSidecars:
          - mesh
        excludedNamespaces:
          - kube-system
        defaultProfiles: [logging, metrics]
        unknownProfiles: deny
        sidecarMode: native
        fixedUsers: omit
        defaultPodSecurity: baseline
        annotationPrefix: injector.io
        tenantRules: [host-path]
        tenantImages: ["example.com/*"]
        tenantLabels: ["example.com/*"]
        protectedProfiles: [logging]
        drainDelay: 5s
        logFormat: json
        logLevel: info

        """;

    private const string Namespaces =
        """
        kind: Namespace
        metadata: {name: shop, labels: {team: "sales"}, annotations: {injector.io/inject: log-tail}}
        ---
        kind: List
        items:
          - {kind: Namespace, metadata: {name: a, labels: {x: '1'}}}

        """;

    private const string Kubeconfig =
        """
        apiVersion: v1
        kind: Config
        current-context: dev
        contexts: [{name: dev, context: {cluster: c, user: u, namespace: "x"}}]
        clusters:
          - name: c
            cluster: {server: 'https://127.0.0.1:6443', insecure-skip-tls-verify: false}
        users:
          - name: u
            user: {token: abc}

        """;

    private static readonly Dictionary<string, (string Text, Action<string> Read)> Files = new(StringComparer.Ordinal)
    {
        ["settings"] = (Settings, text => ServerConfigurationFile.Parse(text, "f.yaml")),
        ["namespaces"] = (Namespaces, text => NamespacesFile.Parse(text, "f.yaml")),
        ["kubeconfig"] = (Kubeconfig, text => KubeconfigYaml.Read(text, "f.yaml")),
    };

    public static TheoryData<string> Names => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_file_itself_is_read(string name) => Should.NotThrow(() => Files[name].Read(Files[name].Text));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_slip_of_a_key_is_read_or_told_with_its_line(string name)
    {
        var (text, read) = Files[name];
        foreach (var mutation in TextMutations.Of(text, stride: 5))
        {
            CheckErrors(mutation.Kind, mutation.Text, read);
        }
    }

    [Fact]
    public void A_setting_of_a_wrong_type_is_told_with_its_line_and_key()
    {
        foreach (var mutation in FieldMutations.Of(YamlToJson.Single(Settings)!).Where(mutation => mutation.Path.Length > 0))
        {
            var what = $"{mutation.Path}: {mutation.Was} became {mutation.Becomes}";
            var message = CheckErrors(what, mutation.Text, Files["settings"].Read);
            if (message is null)
            {
                (Kind(mutation.Was) == Kind(mutation.Becomes) || mutation.Path.EndsWith(']')).ShouldBeTrue(what);
            }
            else
            {
                message.ShouldContain(mutation.Path.Split('[')[0], Case.Sensitive, what);
            }
        }
    }

    [Fact]
    public void A_namespace_of_a_wrong_type_is_told()
    {
        var document = JsonNode.Parse("""{"kind": "Namespace", "metadata": {"name": "shop", "labels": {"a": "b"}, "annotations": {"c": "d"}}}""")!;
        foreach (var mutation in FieldMutations.Of(document).Where(mutation => mutation.Becomes is not (FieldMutations.Unknown or "null")))
        {
            var what = $"{mutation.Path}: {mutation.Was} became {mutation.Becomes}";
            if (CheckErrors(what, mutation.Text, Files["namespaces"].Read) is null)
            {
                Kind(mutation.Was).ShouldBe(Kind(mutation.Becomes), what);
            }
        }
    }

    /// <summary>The message; <see langword="null"/> when the text was read.</summary>
    private static string? CheckErrors(string what, string text, Action<string> read)
    {
        try
        {
            read(text);
            return null;
        }
        catch (Exception exception) when (exception is StartupException or ClusterConnectionException)
        {
            var lines = text.Split('\n').Length;
            foreach (var line in exception.Message.Split(Environment.NewLine))
            {
                var place = Place().Match(line);
                place.Success.ShouldBeTrue($"{what}: {line}");
                (text.Contains('\r') || int.Parse(place.Groups[1].ValueSpan) <= lines).ShouldBeTrue($"{what}: {line}");
            }

            return exception.Message;
        }
    }

    private static char Kind(string json) => json is FieldMutations.Twice or FieldMutations.Unknown ? '?' : json[0] switch { 't' or 'f' => 't', '-' or (>= '0' and <= '9') => '0', var first => first };

    [GeneratedRegex(@"^f\.yaml:([1-9]\d*):[1-9]\d*: ")]
    private static partial Regex Place();
}
