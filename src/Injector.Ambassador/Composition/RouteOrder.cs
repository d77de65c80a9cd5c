using System.Collections.Immutable;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Composition;

/// <summary>The order in which routes are tried: the first that matches is also the most exact one, however the user ordered them.</summary>
internal static class RouteOrder
{
    public static ImmutableArray<Route> Sort(IEnumerable<Route> routes) =>
    [
        .. routes.OrderBy(route => route.Host is null)
            .ThenBy(route => route.Host, StringComparer.Ordinal)
            .ThenByDescending(route => route.Path.Length)
            .ThenBy(route => route.Path, StringComparer.Ordinal),
    ];
}
