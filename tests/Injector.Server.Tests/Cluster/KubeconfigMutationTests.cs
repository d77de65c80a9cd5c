using System.Text.Json.Nodes;
using Injector.Kubernetes.Connection;
using Injector.Kubernetes.Connection.Kubeconfig;
using Injector.Server.Cluster;
using Injector.Server.Tests.Certificates;
using Injector.Testing.Mutations;

namespace Injector.Server.Tests.Cluster;

/// <summary>A kubeconfig in which a field is of another type, or holds odd text: a connection comes of it, or a message that names the file.</summary>
public sealed class KubeconfigMutationTests
{
    private const string Full = """
        {"apiVersion": "v1", "kind": "Config", "current-context": "dev",
         "contexts": [{"name": "dev", "context": {"cluster": "c", "user": "u", "namespace": "shop"}}],
         "clusters": [{"name": "c", "cluster": {"server": "https://127.0.0.1:6443", "tls-server-name": "kubernetes", "insecure-skip-tls-verify": false,
           "certificate-authority": "none.crt", "disable-compression": true}}],
         "users": [{"name": "u", "user": USER}]}
        """;

    public static TheoryData<string> Users =>
    [
        """{"token": "abc"}""",
        """{"tokenFile": "token", "as": "somebody"}""",
        """{"client-certificate-data": "YWJj", "client-key-data": "YWJj"}""",
        """{"client-certificate": "a.crt", "client-key": "a.key"}""",
        """{"username": "a", "password": "b"}""",
        """{"exec": {"apiVersion": "client.authentication.k8s.io/v1", "command": "./none", "args": ["a"], "env": [{"name": "A", "value": "b"}], "interactiveMode": "Never", "provideClusterInfo": true, "installHint": "none"}}""",
    ];

    [Theory]
    [MemberData(nameof(Users))]
    public void Any_value_in_any_field_gives_a_connection_or_a_message(string user)
    {
        using var folder = new TemporaryFolder();
        var document = JsonNode.Parse(Full.Replace("USER", user, StringComparison.Ordinal))!;
        foreach (var mutation in FieldMutations.Of(document))
        {
            Connect(folder, $"{mutation.Path}: {mutation.Was} became {mutation.Becomes}", mutation.Text);
        }

        foreach (var odd in (string[])["\\0", "a\\0b", "\\uFFFF", "%41", "://", "https://[", "\\n", "../../..", "~"])
        {
            foreach (var (before, after) in Texts(document.ToJsonString(), odd))
            {
                Connect(folder, $"{before} became {odd}", after);
            }
        }
    }

    private static void Connect(TemporaryFolder folder, string what, string text)
    {
        var path = folder.Write("config", text);
        try
        {
            KubeconfigConnection.Connect(new KubeconfigRequest { File = path, ReadYaml = KubeconfigYaml.Read, Variable = static _ => null }).ShouldNotBeNull(what);
        }
        catch (ClusterConnectionException wrong)
        {
            wrong.Message.ShouldContain(path, Case.Sensitive, what);
        }
    }

    /// <summary>The document with each of its texts replaced in turn.</summary>
    private static IEnumerable<(string Before, string After)> Texts(string json, string odd)
    {
        var parts = json.Split('"');
        for (var i = 1; i < parts.Length; i += 2)
        {
            var replaced = (string[])[.. parts];
            replaced[i] = odd;
            yield return (parts[i], string.Join('"', replaced));
        }
    }
}
