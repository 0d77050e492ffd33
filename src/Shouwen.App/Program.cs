using Shouwen.App.Cli;

return await ShouwenCommand.RunAsync(args);
