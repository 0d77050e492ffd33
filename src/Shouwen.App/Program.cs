using Shouwen.App;
using Shouwen.App.Cli;

RuntimeCheck.ThrowIfTooOld(Environment.Version);
return await ShouwenCommand.RunAsync(args);
