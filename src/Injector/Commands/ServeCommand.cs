using System.CommandLine;
using Injector.Grammar.Messages;
using Injector.Options;
using Injector.Output;
using Injector.Server;
using Injector.Server.Observability.Logging;
using Injector.Server.Options;

namespace Injector.Commands;

/// <summary><c>injector serve</c>: runs the webhook.</summary>
internal sealed class ServeCommand : Command, IHasExamples
{
    private readonly ServeOptions _options = new();

    public ServeCommand(CommandConsole console)
        : base("serve", "Runs the admission webhook. Without certificate files it makes itself a throw-away certificate and says how to try it.")
    {
        _options.AddTo(this);
        SetAction((arguments, cancellation) => RunAsync(arguments, console, cancellation));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples =>
    [
        new("injector serve", "on this machine, with a throw-away certificate"),
        new("injector serve --profiles ./profiles --default-profiles logging", "with profiles of your own"),
        new("injector serve --listen :8443 --tls-cert tls.crt --tls-key tls.key", "with a certificate from files"),
    ];

    private async Task<int> RunAsync(ParseResult arguments, CommandConsole console, CancellationToken cancellation)
    {
        var format = _options.LogFormat(arguments);
        try
        {
            var options = _options.Read(arguments);
            format = options.LogFormat;
            var errors = ServerOptionsValidator.Validate(options);
            if (!errors.IsEmpty)
            {
                throw new StartupException(DisplayText.Lines(errors.Select(_options.InTextOfTheCommandLine)));
            }

            await WebhookHost.RunAsync(options, console.Error.ForPages(), cancellation);
            return ExitCodes.Done;
        }
        catch (Exception exception) when (exception is StartupException or IOException or UnauthorizedAccessException
            && (format ?? (exception as StartupException)?.LogFormat) == LogFormat.Json)
        {
            StartupFailure.WriteJson(console.Error.ForPages(), exception.Message, TimeProvider.System);
            return ExitCodes.Usage;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or StartupException or IOException or UnauthorizedAccessException)
            && format == LogFormat.Json)
        {
            StartupFailure.WriteJson(console.Error.ForPages(), OwnFault.Message(exception), TimeProvider.System);
            return ExitCodes.Fault;
        }
    }
}
