using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Injector.Kubernetes.Tests.Connection.Comparison;

/// <summary>The kubeconfigs that are compared. The same certificates serve all of them: what is compared is who reads which.</summary>
internal static class KubeconfigCases
{
    internal const string Plugin = """
        "exec": {"apiVersion": "client.authentication.k8s.io/v1", "command": "FOLDER/.kube/login", "args": ["two words", "one"], "interactiveMode": "Never"}
        """;

    private static readonly (string Certificate, string Key) First = Make("CN=first");
    private static readonly (string Certificate, string Key) Second = Make("CN=second");
    private static readonly string Inline = $"\"certificate-authority-data\": \"{Base64(First.Certificate)}\"";

    internal static KubeconfigCase[] All { get; } =
    [
        new("data in the file")
        {
            Cluster = Inline,
            User = $"\"client-certificate-data\": \"{Base64(Second.Certificate)}\", \"client-key-data\": \"{Base64(Second.Key)}\"",
        },
        new("files by absolute paths") { Cluster = "\"certificate-authority\": \"FOLDER/.kube/ca.crt\"", User = Pair("FOLDER/.kube/"), More = WriteFiles },
        new("files by paths relative to the kubeconfig") { Cluster = "\"certificate-authority\": \"ca.crt\"", User = Pair("../.kube/"), More = WriteFiles },
        new("token and client certificate together") { Cluster = Inline, User = $"{Pair("")}, \"token\": \"abc\"", More = WriteFiles },
        new("authorities of two clusters in one field") { Cluster = $"\"certificate-authority-data\": \"{Base64(First.Certificate + Second.Certificate)}\"" },
        new("data beside a file") { Cluster = $"{Inline}, \"certificate-authority\": \"none.crt\"" },
        new("the machine's authorities"),
        new("server with a path") { Cluster = "\"server\": \"https://gateway.example.test/k8s/clusters/one\"" },
        new("tls-server-name") { Cluster = $"{Inline}, \"tls-server-name\": \"kubernetes\"" },
        new("no user") { Context = "other" },
        new("a context that is not there") { Context = "none", IsRefusedByBoth = true },
        new("a server that is not an address") { Cluster = "\"server\": \"api.example.test\"", IsRefusedByBoth = true },
        new("broken base64") { Cluster = "\"certificate-authority-data\": \"%\"", IsRefusedByBoth = true },
        new("a certificate and the key of another")
        {
            User = $"\"client-certificate-data\": \"{Base64(First.Certificate)}\", \"client-key-data\": \"{Base64(Second.Key)}\"",
            IsRefusedByBoth = true,
        },
        new("several files") { IsListed = true, More = static folder => List(folder, folder.MainFile, Other(folder, "\"server\": \"https://no.example.test\"")) },
        new("insecure-skip-tls-verify, asked for") { Cluster = "\"insecure-skip-tls-verify\": true", AllowsUnverifiedServer = true },
        new("insecure-skip-tls-verify")
        {
            Cluster = "\"insecure-skip-tls-verify\": true",
            Known = [Refuses("anybody on the way could read the credentials; it takes a word on the command line beside the file")],
        },
        new("plain HTTP over a network")
        {
            Cluster = "\"server\": \"http://api.example.test\"",
            Known = [Refuses("the token would go over the network in clear")],
        },
        new("proxy-url")
        {
            Cluster = "\"proxy-url\": \"http://proxy.example.test\"",
            Known = [Refuses("the library ignores it and connects directly, where somebody asked for a proxy")],
        },
        new("impersonation")
        {
            User = "\"token\": \"abc\", \"as\": \"somebody\"",
            Known = [Refuses("the library ignores it and acts with more rights than were asked for")],
        },
        new("user name and password")
        {
            User = "\"username\": \"a\", \"password\": \"b\"",
            Known = [Refuses("Kubernetes took basic authentication out in 1.19")],
        },
        new("tokenFile")
        {
            User = "\"tokenFile\": \"token\"",
            More = WriteFiles,
            Known = [new("refused", "", "yes", "the library does not know the field and finds no credentials")],
        },
        new("tokenFile beside a token")
        {
            User = "\"tokenFile\": \"token\", \"token\": \"old\"",
            More = WriteFiles,
            Known = [new("authorization", "Bearer renewed", "Bearer old", "as kubectl has it: the file is the one that is renewed")],
        },
        new("a user without credentials")
        {
            User = "",
            Known = [new("refused", "", "yes", "as kubectl has it: an anonymous request may be allowed")],
        },
        new("a context in other letters")
        {
            Context = "TEST",
            Known = [Refuses("names of contexts are case-sensitive in kubectl")],
        },
        new("a file of the list that is not there")
        {
            IsListed = true,
            More = static folder => List(folder, "/nowhere/config", folder.MainFile),
            Known = [new("refused", "", "yes", "as kubectl has it: people list files that come and go")],
        },
        new("a path in the second file of the list")
        {
            IsListed = true,
            More = static folder =>
            {
                folder.Write(".kube/none", """{"kind": "Config", "apiVersion": "v1", "clusters": [], "users": [], "contexts": []}""");
                folder.Write("second/beside.crt", First.Certificate);
                List(folder, Path.Combine(folder.Path, ".kube/none"), Other(folder, "\"server\": \"https://second.example.test\", \"certificate-authority\": \"beside.crt\""));
            },
            Known = [new("refused", "", "yes", "as kubectl has it: a path starts at the folder of its own file, the library's at that of the first")],
        },
        new("a server that listens everywhere")
        {
            Cluster = "\"server\": \"https://0.0.0.0:6443\"",
            Known = [new("server", "https://0.0.0.0:6443/", "https://127.0.0.1:6443/", "the address is taken as it is written; Linux connects it to this machine")],
        },
    ];

    private static KubeconfigDifference Refuses(string reason) => new("refused", "yes", "", reason);

    private static string Pair(string folder) => $"\"client-certificate\": \"{folder}client.crt\", \"client-key\": \"{folder}client.key\"";

    private static void WriteFiles(KubeconfigFolder folder)
    {
        folder.Write(".kube/ca.crt", First.Certificate);
        folder.Write(".kube/client.crt", Second.Certificate);
        folder.Write(".kube/client.key", Second.Key);
        folder.Write(".kube/token", "renewed\n");
    }

    private static void List(KubeconfigFolder folder, params string[] files) => folder.Variables["KUBECONFIG"] = string.Join(Path.PathSeparator, files);

    /// <summary>A further file, whose context, cluster and user have the names of the first one's.</summary>
    private static string Other(KubeconfigFolder folder, string cluster) => folder.Write("second/config", $$"""
        {
          "apiVersion": "v1", "kind": "Config", "current-context": "test",
          "contexts": [{"name": "test", "context": {"cluster": "test", "user": "test"} }],
          "clusters": [{"name": "test", "cluster": { {{cluster}} } }],
          "users": [{"name": "test", "user": {"token": "of the second"} }]
        }
        """);

    private static (string Certificate, string Key) Make(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest(name, key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
        return (certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
