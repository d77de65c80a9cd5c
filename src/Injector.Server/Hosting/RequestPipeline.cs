using Injector.Server.Admission;
using Injector.Server.Hosting.Admin;
using Microsoft.AspNetCore.Http;

namespace Injector.Server.Hosting;

/// <summary>Routes each request to the endpoints of its port: reviews over TLS, everything else over plain HTTP.</summary>
internal sealed class RequestPipeline(MutateEndpoint mutate, AdminEndpoints admin, DrainState drain)
{
    internal Task HandleAsync(HttpContext context)
    {
        drain.Watch(context);

        // Kestrel derives this from the connection, never from a header.
        return context.Request.IsHttps ? mutate.HandleAsync(context) : admin.HandleAsync(context);
    }
}
