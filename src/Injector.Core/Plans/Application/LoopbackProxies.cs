using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Injector.Core.Messages;
using Injector.Core.Pods;

namespace Injector.Core.Plans.Application;

/// <summary>
/// Finds application containers whose HTTP clients ask a proxy for what a profile put on localhost: a variable such as <c>HTTP_PROXY</c> sends them
/// there unless <c>NO_PROXY</c> names the host. Both are read by convention alone: curl, Python, Ruby and gRPC follow them to the letter, Go never
/// asks a proxy for localhost.
/// </summary>
internal static class LoopbackProxies
{
    private const string Exclusions = "NO_PROXY";

    /// <summary>A list of hosts longer than this is taken for one that cannot be seen.</summary>
    private const int MaxExclusions = 8 * 1024;

    public static void Find(IReadOnlyList<ProfileDraft> drafts, ImmutableArray<TargetContainer> targets, MessageList warnings)
    {
        foreach (var target in targets)
        {
            if (MayUseProxy(target))
            {
                Find(drafts, target.View, ContainerVariables.Of(target.View, target.AddedEnv), warnings);
            }
        }
    }

    private static void Find(IReadOnlyList<ProfileDraft> drafts, ContainerView container, ContainerVariables variables, MessageList warnings)
    {
        var proxies = variables.All.Where(variable => IsProxy(variable.Name) && variable.Value is not "").ToArray();
        if (proxies.Length == 0 || Calls(drafts, variables) is not [_, ..] calls)
        {
            return;
        }

        var lists = variables.All.Where(variable => variable.Name.Equals(Exclusions, StringComparison.OrdinalIgnoreCase)).ToArray();
        var tooShort = Array.Find(lists, list => IsSeen(list) && Missing(list.Value!, calls) is [_, ..]);
        if (tooShort.Name is not null || (lists.Length == 0 && !container.HasEnvFrom))
        {
            var proxy = Array.Find(proxies, candidate => candidate.Value is not null) is { Name: not null } seen ? seen : proxies[0];
            var missing = Missing(tooShort.Value ?? "", calls);
            var name = tooShort.Name ?? (char.IsLower(proxy.Name[0]) ? "no_proxy" : Exclusions);
            var call = calls.First(candidate => missing.Contains(candidate.Host));

            // What to write comes first: the API server's warning is cut.
            warnings.Add($"{call.Profile}: {container.Name} needs {name}={Extended(tooShort.Value ?? "", missing, calls[0])}, else clients such as curl ask "
                + $"its {proxy.Name} for {call.Address} ({call.Variable})");
        }
        else if (!lists.Any(IsSeen) && Array.Find(proxies, candidate => candidate.Value is not null) is { Name: not null } proxy)
        {
            var missing = Missing("", calls);
            warnings.Add($"{calls[0].Profile}: {Exclusions} of {container.Name}, whose value cannot be seen here, must name {string.Join(" and ", missing)}, else "
                + $"clients such as curl ask its {proxy.Name} for {calls[0].Address} ({calls[0].Variable})");
        }
    }

    private static bool IsSeen(ContainerVariables.Variable list) => list.Value is { Length: <= MaxExclusions };

    private static string Extended(string exclusions, ImmutableArray<string> missing, Call any)
    {
        var hosts = Missing(exclusions, [any with { Host = "localhost" }]).Concat(missing).Distinct();
        return string.Join(',', hosts.Prepend(exclusions.TrimEnd(',', ' ')).Where(text => text.Length > 0));
    }

    private static bool MayUseProxy(TargetContainer target)
    {
        foreach (var name in target.View.Env.Items)
        {
            if (name.Bytes.Length >= "_PROXY".Length && Ascii.EqualsIgnoreCase(name.Bytes.Span[^"_PROXY".Length..], "_PROXY"))
            {
                return true;
            }
        }

        foreach (var variable in target.AddedEnv)
        {
            if (IsProxy(variable.Key))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsProxy(string name) => name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase)
        && name[..^"_PROXY".Length].ToUpperInvariant() is "HTTP" or "HTTPS" or "ALL" or "GRPC";

    /// <summary>Variables by which the application finds over HTTP what a profile put on localhost.</summary>
    private static ImmutableArray<Call> Calls(IReadOnlyList<ProfileDraft> drafts, ContainerVariables variables) =>
    [
        .. (from variable in variables.All
            where !variable.Name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase)
            let address = Address(variable.Value)
            where address is not null
            let owner = drafts.FirstOrDefault(draft => variable.IsAdded
                ? draft.Prepared.Env.Any(item => item.Name == variable.Name)
                : draft.AddsAllContainers && draft.Prepared.Ports.Any(port => port.Value == address.Port))
            where owner is not null
            select new Call(owner.Name, variable.Name, address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped), address.Host.Trim('[', ']'), address.Port))
            .DistinctBy(call => (call.Host, call.Port)),
    ];

    private static Uri? Address(string? value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.IsLoopback ? address : null;

    private static ImmutableArray<string> Missing(string exclusions, ImmutableArray<Call> calls)
    {
        var entries = exclusions.Split([',', ' ', ';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. calls.Where(call => !entries.Any(entry => Covers(entry, call))).Select(call => call.Host).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    // Clients differ in what they take for a pattern; whoever wrote one that means the host is believed.
    private static bool Covers(string entry, Call call)
    {
        var bare = entry.EndsWith(string.Create(CultureInfo.InvariantCulture, $":{call.Port}"), StringComparison.Ordinal) ? entry[..entry.LastIndexOf(':')] : entry;
        return bare is "*"
            || bare.Trim('[', ']').Equals(call.Host, StringComparison.OrdinalIgnoreCase)
            || (bare.EndsWith(".*", StringComparison.Ordinal) && call.Host.StartsWith(bare[..^1], StringComparison.Ordinal))
            || (System.Net.IPNetwork.TryParse(bare, out var network) && System.Net.IPAddress.TryParse(call.Host, out var host) && network.Contains(host));
    }

    // The address is scheme, host and port alone: the rest of a value may hold a password.
    private readonly record struct Call(string Profile, string Variable, string Address, string Host, int Port);
}
