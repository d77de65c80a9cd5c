using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Requests;
using Injector.Core.Settings;
using Injector.Core.Snapshots;
using Injector.Profiles.BuiltIn;
using Injector.Profiles.Files;
using Injector.Testing;
using Injector.Testing.Patching;

namespace Injector.Core.Tests.Editions;

/// <summary>Snapshots of a cluster whose pods must have their sidecars, each with profiles, settings and a release of its own. Equal numbers make equal ones.</summary>
internal static class RandomEditions
{
    private static readonly ProfileCatalogue[] Catalogues =
    [
        ProfileCatalogue.Create(BuiltInProfiles.Load()),
        Changed(@"\bimage: *[^ ,}\n]+", "image: registry.example/moved/elsewhere:2"),
        Changed(@"\bimage: *([^ ,}\n:]+):", "image: $1:next-"),
        Changed(@"\brunAsUser: *[0-9]+", "runAsUser: 4242"),
        Changed(@"\bpriority: *[0-9]+", "priority: 7"),
        Changed(@"/var/log/app", "/var/log/elsewhere"),
        Changed(@"command: *\[", "command: [env, "),
        Changed(@"\bsizeLimit: *[0-9]+Mi", "sizeLimit: 48Mi"),
    ];

    /// <summary>A snapshot that differs from others in one thing or in several.</summary>
    public static InjectionSnapshot Next(Random random)
    {
        var facts = NamespaceFacts.Unknown("shop");
        facts = facts with { Labels = facts.Labels.Add("injector.io/injection", "required") };
        if (random.Next(4) == 0)
        {
            facts = facts with { Annotations = facts.Annotations.Add("log-tail.injector.io/path", "/data/logs").Add("logging.injector.io/path", "/data/logs") };
        }

        return new InjectionSnapshot
        {
            Profiles = Catalogues[random.Next(2) == 0 ? 0 : random.Next(Catalogues.Length)],
            Namespaces = NamespaceDirectory.Create([facts]),
            Capabilities = new ClusterCapabilities(random.Next(3) == 0 ? new Version(1, 20 + random.Next(16)) : new Version(1, 34)),
            Settings = InjectorSettings.Default with
            {
                Version = random.Next(3) == 0 ? "0.1.0" : "0.2.0",
                TokenMasks = random.Next(4) == 0 ? ["/var/run/secrets/eks.amazonaws.com/serviceaccount"] : [],
                FixedUsers = random.Next(6) == 0 ? FixedUsers.Omit : FixedUsers.Keep,
            },
        };
    }

    public static InjectionResult Inject(JsonNode pod, InjectionSnapshot snapshot) => SidecarInjector.Inject(
        new InjectionRequest { Pod = PodReader.Read(Encoding.UTF8.GetBytes(pod.ToJsonString())).Pod!, Namespace = "shop" }, snapshot);

    public static JsonNode Patched(JsonNode pod, InjectionResult result) =>
        result.Patch.IsEmpty ? pod.DeepClone() : JsonPatchApplier.Apply(pod, JsonNode.Parse(result.Patch.Span)!.AsArray())!;

    // A change that a profile does not survive leaves it as it was.
    private static ProfileCatalogue Changed(string pattern, string replacement)
    {
        var builtIns = BuiltInProfiles.Load();
        var changed = Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "src/Injector.Profiles/BuiltIn"), "*.yaml")
            .Select(file => Regex.Replace(File.ReadAllText(file), pattern, replacement))
            .SelectMany(text => ProfileText.Parse(text, "changed.yaml").Profiles)
            .ToDictionary(profile => profile.Name, StringComparer.Ordinal);
        changed.Values.Count(profile => builtIns.All(builtIn => builtIn.ContentHash != profile.ContentHash)).ShouldBeGreaterThan(1, pattern);
        return ProfileCatalogue.Create([.. builtIns.Select(profile => changed.GetValueOrDefault(profile.Name, profile))]);
    }
}
