using Injector.Grammar.Messages;
using Injector.Server.Certificates;
using Injector.Server.Cluster;
using Injector.Server.Hosting;
using Injector.Server.Observability.Logging;
using Injector.Server.Options;
using Injector.Server.Snapshots;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Injector.Server;

/// <summary>Starts the webhook.</summary>
public static class WebhookHost
{
    /// <summary>
    /// Runs the webhook until the process is asked to stop (SIGTERM, SIGINT) or the token is cancelled, then drains. A second signal ends at once.
    /// </summary>
    /// <param name="options">How it runs.</param>
    /// <param name="announce">Receives, for people, where it listens and how to try it; nothing where the log is JSON, for what reads that reads this too.</param>
    /// <param name="cancellationToken">Ends it as a signal does.</param>
    /// <exception cref="StartupException">It cannot start; the message says why and what to do.</exception>
    public static async Task RunAsync(ServerOptions options, TextWriter announce, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(announce);
        using var stop = new StopSignal(cancellationToken);
        await using var webhook = await StartAsync(options, CancellationToken.None);
        if (options.LogFormat == LogFormat.Text)
        {
            await announce.WriteAsync($"{Announcement.For(webhook)}\n");
        }

        await stop.StopOnRequestAsync(webhook);
    }

    /// <summary>Starts the webhook and returns when it answers; when it watches a cluster, it is ready once it has seen all namespaces.</summary>
    /// <param name="options">How it runs.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="StartupException">It cannot start; the message says why and what to do.</exception>
    public static Task<RunningWebhook> StartAsync(ServerOptions options, CancellationToken cancellationToken) =>
        StartAsync(options, new WebhookOverrides(), cancellationToken);

    internal static async Task<RunningWebhook> StartAsync(ServerOptions options, WebhookOverrides seams, CancellationToken cancellationToken)
    {
        var errors = ServerOptionsValidator.Validate(options);
        if (!errors.IsEmpty)
        {
            throw new StartupException(DisplayText.Lines(errors));
        }

        var cluster = ClusterAccess.Find(options, seams.Variable, seams.Time);
        options = options with { OwnNamespace = options.OwnNamespace ?? cluster?.OwnNamespace };
        var certificate = ServingMaterial.Load(options, seams.Time);
        var app = Build(options, cluster, seams, certificate);
        return await ListenAsync(new RunningWebhook(app, options, certificate, seams.Time), options, cancellationToken);
    }

    private static async Task<RunningWebhook> ListenAsync(RunningWebhook webhook, ServerOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await webhook.StartAsync(cancellationToken);
            return webhook;
        }
        catch (Exception exception) when (StartupFailure.IsOfAddress(exception))
        {
            await webhook.DisposeAsync();
            throw new StartupException($"Cannot listen on {options.Listen} and {options.AdminListen}: {exception.Message.TrimEnd('.')}; choose other addresses with --listen and --admin-listen.", exception);
        }
        catch
        {
            await webhook.DisposeAsync();
            throw;
        }
    }

    private static WebApplication Build(ServerOptions options, ClusterAccess? cluster, WebhookOverrides seams, ServingMaterial material)
    {
        // The empty builder: nothing is read from files or variables that our own options do not name.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var serving = new ServingCertificate(material.Pair, material.ClientAuthorities, isProvisional: options.Certificates == CertificateMode.Self, ClientNames.From(options.ClientNames));
        builder.Logging.AddLines(options, seams);
        builder.Services.AddInjectorWebhook(options, cluster, seams);
        builder.Services.AddSingleton(serving);
        builder.Services.AddSingleton(material);
        builder.Services.AddSingleton(new SnapshotHolder(FirstSnapshot.From(options)));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            KestrelSetup.Configure(kestrel, options, serving, kestrel.ApplicationServices.GetRequiredService<ConnectionAge>()));
        builder.WebHost.UseKestrelHttpsConfiguration();
        var app = builder.Build();
        app.Run(app.Services.GetRequiredService<RequestPipeline>().HandleAsync);
        return app;
    }
}
