using System.CommandLine;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Connection;
using Injector.Options;
using Injector.Output;
using Injector.Server.Options;

namespace Injector.Commands;

/// <summary>Connects to the cluster that the command line selects, and reports when it is unreachable; the same in every command.</summary>
internal static class SelectedCluster
{
    /// <summary>Runs an action on the cluster.</summary>
    /// <param name="options">The options that select the cluster.</param>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="console">Receives errors.</param>
    /// <param name="ask">Receives the API server and its reported version, which may be empty; returns the exit code.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <returns>What <paramref name="ask"/> returned, or <see cref="ExitCodes.Unreachable"/>.</returns>
    /// <exception cref="StartupException">The kubeconfig cannot be read.</exception>
    public static async Task<int> QueryAsync(
        ClusterOptions options, ParseResult arguments, CommandConsole console, Func<ApiClient, string, Task<int>> ask, CancellationToken cancellation)
    {
        try
        {
            using var server = new ApiClient(options.Connect(arguments, Environment.GetEnvironmentVariable, TimeProvider.System), BuildVersion.Number, TimeProvider.System, options.Requests(arguments));
            var answer = await server.GetAsync("/version", cancellation);
            if (answer is ApiAnswer.Refused({ Code: 401 } status))
            {
                ErrorLine.Write(console, $"The API server {server.Connection.Server} ({server.Connection.Origin}) does not take the credentials: {status}");
                return ExitCodes.Unreachable;
            }

            return await ask(server, (answer as ApiAnswer.Done)?.Object.TextAt("gitVersion") ?? "");
        }
        catch (ClusterConnectionException exception)
        {
            throw new StartupException(DisplayText.Page(exception.Message), exception);
        }
        catch (ApiUnreachableException exception)
        {
            ErrorLine.Write(console, exception);
            return ExitCodes.Unreachable;
        }
    }
}
