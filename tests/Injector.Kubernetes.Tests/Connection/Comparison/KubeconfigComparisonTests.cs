namespace Injector.Kubernetes.Tests.Connection.Comparison;

/// <summary>Kubeconfigs as the official library reads them, compared with ours: each difference is one that we know and want.</summary>
public sealed class KubeconfigComparisonTests
{
    public static TheoryData<string> Names => [.. KubeconfigCases.All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Reads_a_kubeconfig_as_the_library_does_but_for_the_known_differences(string name)
    {
        var @case = KubeconfigCases.All.Single(one => one.Name == name);
        using var folder = new KubeconfigFolder();
        Write(folder, @case);

        var ours = await KubeconfigReading.OfInjectorAsync(folder, @case);
        var theirs = await KubeconfigReading.OfLibraryAsync(folder, @case);

        string[] differences =
        [
            .. ours.Keys.Union(theirs.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Where(fact => !Agrees(ours, theirs, fact))
                .Select(fact => $"{fact}: '{Of(ours, fact)}', the library '{Of(theirs, fact)}'"),
        ];
        differences.ShouldBe(@case.Known.Select(known => $"{known.Fact}: '{known.Injector}', the library '{known.Library}'"));
        (ours.ContainsKey("refused") && theirs.ContainsKey("refused")).ShouldBe(@case.IsRefusedByBoth);
        @case.Known.ShouldAllBe(known => known.Reason.Length > 0);
    }

    [Fact]
    public async Task Hands_a_plugin_its_arguments_one_by_one_once_and_names_the_kind_right()
    {
        using var folder = new KubeconfigFolder();
        var plugin = new KubeconfigCase("plugin")
        {
            User = KubeconfigCases.Plugin,
            More = static folder => folder.WriteScript(".kube/login", """
                kind=$(printf %s "$KUBERNETES_EXEC_INFO" | grep -o '"kind":"[A-Za-z]*"' | cut -d '"' -f 4)
                echo "$# arguments, $kind" >>"$(dirname "$0")/runs"
                echo '{"kind": "ExecCredential", "apiVersion": "client.authentication.k8s.io/v1", "status": {"token": "abc"}}'
                """),
        };
        Write(folder, plugin);

        (await KubeconfigReading.OfInjectorAsync(folder, plugin))["authorization"].ShouldBe("Bearer abc");
        TakeRuns().ShouldBe(["2 arguments, ExecCredential"]);

        // Fails when the library changes: then its plugins may do for us. Split at spaces, the kind in the plural, once to load and once to ask.
        (await KubeconfigReading.OfLibraryAsync(folder, plugin))["authorization"].ShouldBe("Bearer abc");
        TakeRuns().ShouldBe(["3 arguments, ExecCredentials", "3 arguments, ExecCredentials"]);

        string[] TakeRuns()
        {
            var path = Path.Combine(folder.Path, ".kube/runs");
            var runs = File.ReadAllLines(path);
            File.Delete(path);
            return runs;
        }
    }

    /// <summary>Where one of them refuses there is one difference, not one for each fact that the other reads.</summary>
    private static bool Agrees(SortedDictionary<string, string> ours, SortedDictionary<string, string> theirs, string fact)
    {
        var isRefused = ours.ContainsKey("refused") || theirs.ContainsKey("refused");
        return (isRefused && fact != "refused") || Of(ours, fact) == Of(theirs, fact);
    }

    private static string Of(SortedDictionary<string, string> facts, string fact) => facts.GetValueOrDefault(fact, "");

    private static void Write(KubeconfigFolder folder, KubeconfigCase @case)
    {
        @case.More(folder);
        var server = @case.Cluster.Contains("\"server\"", StringComparison.Ordinal) ? "" : "\"server\": \"https://api.example.test:6443\"";
        var fields = string.Join(", ", new[] { server, @case.Cluster }.Where(part => part.Length > 0)).Replace("FOLDER", folder.Path, StringComparison.Ordinal);
        folder.Write(".kube/config", $$"""
            {
              "apiVersion": "v1", "kind": "Config", "current-context": "test",
              "contexts": [{"name": "test", "context": {"cluster": "test", "user": "test", "namespace": "shop"} }, {"name": "other", "context": {"cluster": "test"} }],
              "clusters": [{"name": "test", "cluster": { {{fields}} } }],
              "users": [{"name": "test", "user": { {{@case.User.Replace("FOLDER", folder.Path, StringComparison.Ordinal)}} } }]
            }
            """);
        if (@case.IsListed && !folder.Variables.ContainsKey("KUBECONFIG"))
        {
            folder.Variables["KUBECONFIG"] = folder.MainFile;
        }
    }
}
