using System.CommandLine;
using System.CommandLine.Help;
using Injector.Manifests.Documents;
using Injector.Output;
using Injector.Server.Options;

namespace Injector.Commands;

/// <summary>The entry point of the command line: all commands, and the mapping of failures to exit codes.</summary>
internal static class CommandLine
{
    /// <summary>Parses and runs a command line.</summary>
    /// <param name="arguments">The arguments without the program's name.</param>
    /// <param name="console">Streams, terminal and clock.</param>
    /// <param name="cancellation">Cancels a running command.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandConsole console, CancellationToken cancellation)
    {
        try
        {
            return await ParseAndRunAsync(arguments, console, cancellation);
        }
        catch (Exception exception) when (exception is DocumentException or StartupException or IOException or UnauthorizedAccessException)
        {
            ErrorLine.Write(console, exception);
            return ExitCodes.Usage;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested || exception is not OperationCanceledException)
        {
            OwnFault.Report(exception, arguments, console);
            return ExitCodes.Fault;
        }
    }

    private static async Task<int> ParseAndRunAsync(IReadOnlyList<string> arguments, CommandConsole console, CancellationToken cancellation)
    {
        var root = Root(console);
        if (arguments.Count == 0)
        {
            // Help was not requested, so it is not a result: it goes to standard error.
            await root.Parse("--help").InvokeAsync(new InvocationConfiguration { Output = console.Error.ForPages(), Error = console.Error.ForPages() }, cancellation);
            return ExitCodes.Usage;
        }

        // No response files: a file name may begin with @, and kubectl has none either.
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (UsageError.Report(parsed, console))
        {
            return ExitCodes.Usage;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration { Output = console.Out.ForPages(), Error = console.Error.ForPages(), EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
            cancellation);
    }

    private static RootCommand Root(CommandConsole console)
    {
        var root = new RootCommand("Adds sidecars to Kubernetes pods: as an admission webhook, and offline on manifests.");
        root.Subcommands.Add(new ServeCommand(console));
        root.Subcommands.Add(new InjectCommand(console));
        root.Subcommands.Add(new UninjectCommand(console));
        root.Subcommands.Add(new ExplainCommand(console));
        root.Subcommands.Add(new ProfilesCommand(console));
        root.Subcommands.Add(new CheckCommand(console));
        root.Subcommands.Add(new DriftCommand(console));
        root.Subcommands.Add(new CertificatesCommand(console));
        root.Subcommands.Add(new VersionCommand(console));
        root.Subcommands.Add(new CompletionCommand(console));
        root.Subcommands.Add(new HelpCommand(root, console));
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Options.Add(HelpWithExamples.MakeOption());
        root.Options.Add(OwnFault.DebugOption());
        return root;
    }
}
