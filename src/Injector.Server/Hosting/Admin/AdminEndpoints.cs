using Injector.Grammar.Messages;
using Injector.Server.Admission.Requests;
using Injector.Server.Observability;
using Injector.Server.Options;
using Microsoft.AspNetCore.Http;

namespace Injector.Server.Hosting.Admin;

/// <summary>Serves the plain HTTP port: probes, metrics, version and profiles. All of it is read-only.</summary>
internal sealed class AdminEndpoints(Readiness readiness, MetricsPage metrics, ProfilesPage profiles, ServerOptions options)
{
    internal Task HandleAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            return PlainText.WriteAsync(context.Response, StatusCodes.Status405MethodNotAllowed, "This port answers GET only.");
        }

        return context.Request.Path.Value switch
        {
            "/livez" => PlainText.WriteAsync(context.Response, StatusCodes.Status200OK, "ok"),
            "/readyz" => ReadyAsync(context),
            "/metrics" => metrics.WriteAsync(context),
            "/version" => Page.WriteAsync(context.Response, VersionPage.Write),
            "/profiles" when !options.ShowProfiles => PlainText.WriteAsync(
                context.Response, StatusCodes.Status404NotFound, "The profiles are not shown here; kubectl get sidecarprofiles and injector profiles list do, or the setting showProfiles."),
            "/profiles" => Page.WriteAsync(context.Response, profiles.Write),
            _ => PlainText.WriteAsync(
                context.Response, StatusCodes.Status404NotFound, "There is nothing here. This port has /livez, /readyz, /metrics, /version and, with the setting showProfiles, /profiles."),
        };
    }

    private Task ReadyAsync(HttpContext context)
    {
        var checks = readiness.Checks();
        var isReady = checks.All(check => check.IsReady);
        var status = isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        var isBrief = isReady && !context.Request.Query.ContainsKey("verbose");
        return PlainText.WriteAsync(context.Response, status, isBrief ? "ok" : DisplayText.Lines(checks.Select(check => check.ToString())));
    }
}
