using ConnectWizard;

return await ConnectWizardApp.RunAsync(args);
