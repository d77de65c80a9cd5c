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

/// <summary>Starts and runs the admission webhook.</summary>
public static class WebhookHost
{
    /// <summary>
    /// Runs the webhook until SIGTERM, SIGINT or cancellation of the token, then drains. A second signal stops it immediately.
    /// </summary>
    /// <param name="options">The options; validated first.</param>
    /// <param name="announce">
    /// Receives the addresses and a hint on how to try the webhook. Not written to when logs are JSON, because the reader of the log gets this too.
    /// </param>
    /// <param name="cancellationToken">Stops the webhook as a signal does.</param>
    /// <exception cref="StartupException">The webhook cannot start; the message says why and what to do.</exception>
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

    /// <summary>Starts the webhook and returns once it accepts requests. If it watches a cluster, it becomes ready once it has seen all namespaces.</summary>
    /// <param name="options">The options; validated first.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="StartupException">The webhook cannot start; the message says why and what to do.</exception>
    public static Task<RunningWebhook> StartAsync(ServerOptions options, CancellationToken cancellationToken) =>
        StartAsync(options, new WebhookOverrides(), cancellationToken);

    internal static async Task<RunningWebhook> StartAsync(ServerOptions options, WebhookOverrides overrides, CancellationToken cancellationToken)
    {
        var errors = ServerOptionsValidator.Validate(options);
        if (!errors.IsEmpty)
        {
            throw new StartupException(DisplayText.Lines(errors));
        }

        var cluster = ClusterAccess.Find(options, overrides.Variable, overrides.Time);
        options = options with { OwnNamespace = options.OwnNamespace ?? cluster?.OwnNamespace };
        var certificate = ServingMaterial.Load(options, overrides.Time);
        var app = Build(options, cluster, overrides, certificate);
        return await ListenAsync(new RunningWebhook(app, options, certificate, overrides.Time), options, cancellationToken);
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

    private static WebApplication Build(ServerOptions options, ClusterAccess? cluster, WebhookOverrides overrides, ServingMaterial material)
    {
        // The empty builder reads no configuration files and no environment variables; only our options count.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var serving = new ServingCertificate(material.Pair, material.ClientAuthorities, isProvisional: options.Certificates == CertificateMode.Self, ClientNames.From(options.ClientNames));
        builder.Logging.AddLines(options, overrides);
        builder.Services.AddInjectorWebhook(options, cluster, overrides);
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
