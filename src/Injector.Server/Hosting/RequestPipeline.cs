using Injector.Server.Admission;
using Injector.Server.Hosting.Admin;
using Microsoft.AspNetCore.Http;

namespace Injector.Server.Hosting;

/// <summary>Leads each request to the endpoints of the port that it came in by: reviews over TLS, everything else in plain.</summary>
internal sealed class RequestPipeline(MutateEndpoint mutate, AdminEndpoints admin, DrainState drain)
{
    internal Task HandleAsync(HttpContext context)
    {
        drain.Watch(context);

        // Kestrel derives this from the connection, never from what the client says.
        return context.Request.IsHttps ? mutate.HandleAsync(context) : admin.HandleAsync(context);
    }
}
