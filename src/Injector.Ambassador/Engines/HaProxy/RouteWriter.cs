using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>
/// Writes the choice of the backend. The route is chosen first and kept as a number, because rewriting the path would change what later rules see.
/// </summary>
internal sealed class RouteWriter(ConfigurationText text, Listener listener, BackendNames backends)
{
    private bool HasPaths => listener.Routes.Any(route => route.Path != "/");

    private bool HasOneRoute => listener.Routes is [{ Host: null, Path: "/" }];

    public void WriteHttp()
    {
        if (!HasOneRoute)
        {
            WriteChoice();
        }

        for (var i = 0; i < listener.Routes.Length; i++)
        {
            WriteChanges(listener.Routes[i], HasOneRoute ? "" : $" if {Is(i + 1)}");
        }

        for (var i = 0; i < listener.Routes.Length; i++)
        {
            WriteTargets(listener.Routes[i], HasOneRoute ? "" : $"{Is(i + 1)} ");
        }
    }

    public void WriteTcp()
    {
        var route = listener.Routes[0];
        if (route.Targets.Length > 1)
        {
            text.Line($"tcp-request content set-var(txn.split) rand({route.Targets.Sum(target => target.Weight)})");
        }

        WriteTargets(route, "");
    }

    private static string Is(int number) => $"{{ var(txn.route) -m int {number.ToString(System.Globalization.CultureInfo.InvariantCulture)} }}";

    private void WriteChoice()
    {
        var path = listener.IsInbound && HasPaths ? WritePath() : "path";
        text.Line($"acl chosen var(txn.route) -m found");
        for (var i = 0; i < listener.Routes.Length; i++)
        {
            var route = listener.Routes[i];
            var conditions = "";
            if (route.Host is { } host)
            {
                text.Line($"acl host{i + 1} req.hdr(host),field(1,:),lower -m str {host}");
                conditions += FormattableString.Invariant($" host{i + 1}");
            }

            if (route.Path != "/")
            {
                text.Line($"acl path{i + 1} {path} -m str {route.Path}");
                text.Line($"acl path{i + 1} {path} -m beg {route.Path}/");
                conditions += FormattableString.Invariant($" path{i + 1}");
            }

            text.Line($"http-request set-var(txn.route) int({i + 1}) if !chosen{conditions}");
        }

        text.LineIf(listener.Routes[^1] is not { Host: null, Path: "/" }, $"http-request return status 404 if !chosen");
    }

    /// <summary>
    /// Clients outside the pod must not bypass a route with a spelling that the application reads as another path: dot segments are rejected, and the route is
    /// chosen by the decoded path without repeated slashes. The application sees the original path.
    /// </summary>
    private string WritePath()
    {
        text.Line($"http-request deny deny_status 400 if {{ path,url_dec -m reg '(^|[/\\\\])[.][.]?([/\\\\;]|$)' }}");
        text.Line($"http-request set-var(txn.path) path,url_dec,regsub(/+,/,g)");
        return "var(txn.path)";
    }

    private void WriteChanges(Route route, string condition)
    {
        if (route.Targets.Length > 1)
        {
            text.Line($"http-request set-var(txn.split) rand({route.Targets.Sum(target => target.Weight)}){condition}");
        }

        text.LineIf(route.HostHeader is not null, $"http-request set-header host {route.HostHeader}{condition}");
        WriteHosts(route, condition.Length > 0 ? condition : " if");
        foreach (var (name, value) in route.SetHeaders)
        {
            // Nothing except a single quote is special between single quotes, and no value contains one.
            text.Line($"http-request set-header {name} '{value}'{condition}");
        }

        if (route.PathRewrite is { } rewrite)
        {
            var (pattern, replacement) = Rewrite(route.Path, rewrite);
            text.Line($"http-request replace-path '{pattern}' '{replacement}'{condition}");
        }
    }

    /// <summary>Sends targets that expect different host names their own, using the same random draw that chooses the target.</summary>
    private void WriteHosts(Route route, string condition)
    {
        var from = 0;
        foreach (var target in route.Targets)
        {
            var upTo = from + target.Weight;
            text.LineIf(
                target is { HostHeader: not null, Weight: > 0 },
                $"http-request set-header host {target.HostHeader}{condition} {{ var(txn.split) -m int ge {from} }} {{ var(txn.split) -m int lt {upTo} }}");
            from = upTo;
        }
    }

    /// <summary>Replaces the route's path at the start of the path, without losing or doubling the slash in between.</summary>
    private static (string Pattern, string Replacement) Rewrite(string path, string rewrite)
    {
        var start = path == "/" ? "" : path.Replace(".", "\\.", StringComparison.Ordinal).Replace("+", "\\+", StringComparison.Ordinal);
        return rewrite == "/" ? ($"^{start}/?(.*)$", "/\\1") : ($"^{start}(.*)$", $"{rewrite}\\1");
    }

    private void WriteTargets(Route route, string condition)
    {
        var upTo = 0;
        var targets = route.Targets.Where(target => target.Weight > 0).ToArray();
        foreach (var target in targets)
        {
            upTo += target.Weight;
            var share = target == targets[^1] ? "" : FormattableString.Invariant($"{{ var(txn.split) -m int lt {upTo} }}");
            var when = $"{condition}{share}".TrimEnd();
            foreach (var choice in backends.Choices(target.Cluster, route))
            {
                var all = $"{when} {choice.Condition}".Trim();
                text.Line($"use_backend {choice.Name}{(all.Length > 0 ? " if " : "")}{all}");
            }
        }
    }
}
