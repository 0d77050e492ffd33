using System.CommandLine;
using Shouwen.App;
using Shouwen.App.Cli;

RuntimeCheck.ThrowIfTooOld(Environment.Version);
return await new RootCommand("首问 Shouwen：投诉处理系统") { SimulateCommand.Create(), PolicyCommand.Create() }.Parse(args).InvokeAsync();
