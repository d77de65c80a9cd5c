using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Injector.Core.Planning.Drafts;
using Injector.Core.Pods;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Application;

/// <summary>
/// Finds application containers whose HTTP clients use a proxy for what a profile put on localhost: a variable such as <c>HTTP_PROXY</c> sends them there
/// unless <c>NO_PROXY</c> names the host. Both are mere conventions: curl, Python, Ruby and gRPC follow them to the letter, while Go never uses a proxy for
/// localhost.
/// </summary>
internal static class LoopbackProxies
{
    private const string Exclusions = "NO_PROXY";

    /// <summary>How many hosts a warning names.</summary>
    private const int MaxNamed = 8;

    /// <summary>How many addresses of a container are checked; no real application calls more.</summary>
    private const int MaxCalls = 256;

    /// <summary>A list of hosts longer than this is treated as unreadable.</summary>
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
        if (Proxy(variables) is not { Name: not null } proxy || Calls(drafts, variables) is not [var first, ..] calls)
        {
            return;
        }

        ContainerVariables.Variable tooShort = default;
        List<string>? missing = null;
        var (hasLists, isSeen) = (false, false);
        foreach (var list in variables.All)
        {
            if (list.Name.Equals(Exclusions, StringComparison.OrdinalIgnoreCase))
            {
                hasLists = true;
                isSeen |= IsSeen(list);
                if (missing is null && IsSeen(list) && Missing(list.Value!, calls) is { Count: > 0 } lacking)
                {
                    (tooShort, missing) = (list, lacking);
                }
            }
        }

        if (missing is not null || (!hasLists && !container.HasEnvFrom))
        {
            missing ??= Missing("", calls);
            var name = tooShort.Name ?? (char.IsLower(proxy.Name[0]) ? "no_proxy" : Exclusions);
            var call = calls.First(candidate => missing.Contains(candidate.Host, StringComparer.OrdinalIgnoreCase));

            // The fix comes first because the API server truncates warnings.
            warnings.Add($"{call.Profile}: {container.Name} needs {name}={Extended(tooShort.Value ?? "", missing, first)}, else clients such as curl ask "
                + $"its {proxy.Name} for {call.Address} ({call.Variable})");
        }
        else if (!isSeen && proxy.Value is not null)
        {
            warnings.Add($"{first.Profile}: {Exclusions} of {container.Name}, whose value cannot be seen here, must name {Named(Missing("", calls), " and ")}, else "
                + $"clients such as curl ask its {proxy.Name} for {first.Address} ({first.Variable})");
        }
    }

    /// <summary>The proxy that clients use, preferably one whose address is known; the default value when there is none.</summary>
    private static ContainerVariables.Variable Proxy(ContainerVariables variables)
    {
        ContainerVariables.Variable unseen = default;
        foreach (var variable in variables.All)
        {
            if (IsProxy(variable.Name) && variable.Value is not "")
            {
                if (variable.Value is not null)
                {
                    return variable;
                }

                unseen = unseen.Name is null ? variable : unseen;
            }
        }

        return unseen;
    }

    private static bool IsSeen(ContainerVariables.Variable list) => list.Value is { Length: <= MaxExclusions };

    private static string Extended(string exclusions, List<string> missing, Call any)
    {
        if (Missing(exclusions, [any with { Host = "localhost" }]).Count > 0 && !missing.Contains("localhost", StringComparer.OrdinalIgnoreCase))
        {
            missing.Insert(0, "localhost");
        }

        var written = exclusions.TrimEnd(',', ' ');
        return written.Length == 0 ? Named(missing, ",") : $"{written},{Named(missing, ",")}";
    }

    private static string Named(List<string> hosts, string separator) => hosts.Count <= MaxNamed
        ? string.Join(separator, hosts)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(separator, hosts.Take(MaxNamed))} and {hosts.Count - MaxNamed} more");

    private static bool MayUseProxy(TargetContainer target)
    {
        foreach (var name in target.View.Env.Items)
        {
            if (name.Bytes.Length >= "_PROXY".Length && Ascii.EqualsIgnoreCase(name.Bytes.Span[^"_PROXY".Length..], "_PROXY"))
            {
                return true;
            }
        }

        for (var i = 0; i < target.AddedEnv.Count; i++)
        {
            if (IsProxy(target.AddedEnv[i].Key))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsProxy(string name) => name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase)
        && name[..^"_PROXY".Length].ToUpperInvariant() is "HTTP" or "HTTPS" or "ALL" or "GRPC";

    /// <summary>Variables that lead the application over HTTP to what a profile put on localhost, one for each address.</summary>
    private static List<Call> Calls(IReadOnlyList<ProfileDraft> drafts, ContainerVariables variables)
    {
        var calls = new List<Call>();
        var seen = new HashSet<(string Host, int Port)>();
        foreach (var variable in variables.All)
        {
            if (!variable.Name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase) && Address(variable.Value) is { } address && Owner(drafts, variable, address.Port) is { } owner)
            {
                var host = address.Host.Trim('[', ']');
                if (seen.Add((host, address.Port)))
                {
                    if (calls.Count == MaxCalls)
                    {
                        break;
                    }

                    calls.Add(new Call(owner.Name, variable.Name, address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped), host, address.Port));
                }
            }
        }

        return calls;
    }

    private static ProfileDraft? Owner(IReadOnlyList<ProfileDraft> drafts, ContainerVariables.Variable variable, int port) =>
        drafts.FirstOrDefault(draft => variable.IsAdded
            ? draft.Prepared.Env.Any(item => item.Name == variable.Name)
            : draft.AddsAllContainers && draft.Prepared.Ports.Any(reserved => reserved.Value == port));

    private static Uri? Address(string? value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.IsLoopback ? address : null;

    /// <summary>Hosts that a list of exclusions does not cover, without duplicates.</summary>
    private static List<string> Missing(string list, List<Call> calls)
    {
        var exclusions = new ProxyExclusions(list);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var missing = new List<string>();
        foreach (var call in calls)
        {
            if (!seen.Contains(call.Host) && !exclusions.Cover(call.Host, call.Port))
            {
                seen.Add(call.Host);
                missing.Add(call.Host);
            }
        }

        return missing;
    }

    // The address is only scheme, host and port: the rest of a value may contain a password.
    private readonly record struct Call(string Profile, string Variable, string Address, string Host, int Port);
}
