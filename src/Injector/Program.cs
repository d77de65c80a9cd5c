using Injector.Commands;
using Injector.Output;

return await CommandLine.RunAsync(args, CommandConsole.OfProcess(), CancellationToken.None);
